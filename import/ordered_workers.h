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

// Calls `work` for each thing that `next` gives, until it gives none, on
// `threads` threads, and `take` for each result in the order of the things,
// here. `next` is called by one thread at a time. At most a few results per
// thread wait to be taken, so memory stays flat. Stops early when `take`
// returns false.
template <typename T, typename R>
void StreamInOrder(int threads, const std::function<std::optional<T>()>& next,
                   const std::function<R(T)>& work,
                   const std::function<bool(R)>& take) {
  const size_t workers = threads < 1 ? 1 : static_cast<size_t>(threads);
  const size_t window = workers * 4;
  std::mutex mutex;
  std::condition_variable room;
  std::condition_variable ready;
  std::vector<std::optional<R>> slots(window);
  size_t given = 0;  // things given out
  size_t taken = 0;  // results taken
  bool is_at_end = false;
  bool stop = false;

  const auto loop = [&] {
    for (;;) {
      size_t i = 0;
      std::optional<T> thing;
      {
        std::unique_lock lock(mutex);
        room.wait(lock,
                  [&] { return stop || is_at_end || given < taken + window; });
        if (stop || is_at_end) return;
        thing = next();
        if (!thing) {
          is_at_end = true;
          ready.notify_one();
          room.notify_all();
          return;
        }
        i = given++;
      }
      R result = work(std::move(*thing));
      const std::lock_guard lock(mutex);
      slots[i % window] = std::move(result);
      ready.notify_one();
    }
  };
  std::vector<std::jthread> pool;
  pool.reserve(workers);
  for (size_t i = 0; i < workers; ++i) pool.emplace_back(loop);

  for (size_t i = 0;; ++i) {
    std::optional<R> result;
    {
      std::unique_lock lock(mutex);
      ready.wait(lock, [&] {
        return slots[i % window].has_value() || (is_at_end && i == given);
      });
      if (!slots[i % window].has_value()) return;
      result = std::move(slots[i % window]);
      slots[i % window].reset();
    }
    const bool go_on = take(std::move(*result));
    const std::lock_guard lock(mutex);
    taken = i + 1;
    stop = !go_on;
    room.notify_all();
    if (stop) return;
  }
}

// The same for the numbers in [0, count).
template <typename R>
void RunInOrder(size_t count, int threads, const std::function<R(size_t)>& work,
                const std::function<bool(size_t, R)>& take) {
  size_t next = 0;
  size_t taken = 0;
  StreamInOrder<size_t, R>(
      threads,
      [&]() -> std::optional<size_t> {
        if (next == count) return std::nullopt;
        return next++;
      },
      work, [&](R result) { return take(taken++, std::move(result)); });
}

}  // namespace annals
