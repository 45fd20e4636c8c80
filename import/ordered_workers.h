// Work done on several threads, its results taken in order on the caller's.

#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace annals {

// Calls `work(i)` for i in [0, count) on `threads` threads and `take(i,
// result)` for each in order, here. At most a few results per thread wait to be
// taken, so memory stays flat. Stops early when `take` returns false.
template <typename R>
void RunInOrder(size_t count, int threads, const std::function<R(size_t)>& work,
                const std::function<bool(size_t, R)>& take) {
  const size_t workers = threads < 1 ? 1 : static_cast<size_t>(threads);
  const size_t window = workers * 4;
  std::mutex mutex;
  std::condition_variable room;
  std::condition_variable ready;
  std::vector<std::optional<R>> slots(window);
  size_t next = 0;   // to be worked on
  size_t taken = 0;  // results taken
  bool stop = false;

  const auto loop = [&] {
    for (;;) {
      size_t i;
      {
        std::unique_lock lock(mutex);
        room.wait(lock, [&] {
          return stop || next == count || next < taken + window;
        });
        if (stop || next == count) return;
        i = next++;
      }
      R result = work(i);
      const std::lock_guard lock(mutex);
      slots[i % window] = std::move(result);
      ready.notify_one();
    }
  };
  std::vector<std::jthread> pool;
  pool.reserve(workers);
  for (size_t i = 0; i < workers; ++i) pool.emplace_back(loop);

  for (size_t i = 0; i < count; ++i) {
    std::optional<R> result;
    {
      std::unique_lock lock(mutex);
      ready.wait(lock, [&] { return slots[i % window].has_value(); });
      result = std::move(slots[i % window]);
      slots[i % window].reset();
    }
    const bool go_on = take(i, std::move(*result));
    const std::lock_guard lock(mutex);
    taken = i + 1;
    stop = !go_on;
    room.notify_all();
    if (stop) return;
  }
}

}  // namespace annals
