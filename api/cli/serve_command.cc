#include <algorithm>
#include <chrono>
#include <csignal>
#include <iostream>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "api/cli/base.h"
#include "api/cli/commands.h"
#include "api/cli/terminal.h"
#include "api/http/page.h"
#include "api/http/server.h"

namespace annals {

namespace {

using std::chrono::milliseconds;

// Whether one of `signals` comes before `time` is over.
bool Comes(const sigset_t& signals, milliseconds time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const timespec timeout = {seconds.count(),
                            std::chrono::nanoseconds(time - seconds).count()};
  return sigtimedwait(&signals, nullptr, &timeout) > 0;
}

// The base that is served, changed for a moment: opened for writing, and seen
// again by who only reads.
class BriefWriter : public KnowledgeWriter {
 public:
  // `served` must outlive it.
  BriefWriter(std::string db, RocksKnowledgeBase* served)
      : db_(std::move(db)), served_(served) {}

  Status Apply(const ImportBatch& batch) override {
    return With([&](RocksKnowledgeBase& base) { return base.Apply(batch); });
  }
  Result<CurationAct> Curate(const CurationAct& wanted) override {
    return Act([&](RocksKnowledgeBase& base) { return base.Curate(wanted); });
  }
  Result<CurationAct> Revert(uint64_t act, const std::string& reason) override {
    return Act(
        [&](RocksKnowledgeBase& base) { return base.Revert(act, reason); });
  }

  // Lets who serves see what was written.
  Result<bool> Refresh() {
    const std::lock_guard lock(one_at_a_time_);
    return served_->Refresh();
  }

 private:
  template <typename Change>
  Result<CurationAct> Act(const Change& change) {
    Result<CurationAct> act = Status::Internal("nothing was done");
    const Status status = With([&](RocksKnowledgeBase& base) {
      act = change(base);
      return act.status();
    });
    if (!status.ok()) return status;
    return act;
  }

  // Unavailable while another process writes.
  template <typename Change>
  Status With(const Change& change) {
    const std::lock_guard lock(one_at_a_time_);
    {
      const auto base = OpenToChange(db_);
      if (!base.ok()) return base.status();
      if (Status s = change(**base); !s.ok()) return s;
    }
    // It is done; if it cannot be seen at once, it will be with the next look.
    (void)served_->Refresh();
    return Status();
  }

  const std::string db_;
  RocksKnowledgeBase* const served_;
  std::mutex one_at_a_time_;
};

// Until a stop signal comes, sees every second what an import has written since
// to the base that is served.
void Follow(const sigset_t& stop_signals, BriefWriter* base) {
  constexpr milliseconds kPeriod(1000);
  constexpr int kShare = 10;  // at most a tenth of the time goes into looking
  std::string complaint;
  milliseconds pause = kPeriod;
  while (!Comes(stop_signals, pause)) {
    const auto began = std::chrono::steady_clock::now();
    const Result<bool> news = base->Refresh();
    const auto took = std::chrono::ceil<milliseconds>(
        std::chrono::steady_clock::now() - began);
    pause = std::max(kPeriod, kShare * took);
    const std::string trouble = news.ok() ? "" : news.status().message();
    if (!trouble.empty() && trouble != complaint) {
      std::cerr << "annals: still serving the base as it was: " << trouble
                << std::endl;
    }
    complaint = trouble;
  }
}

}  // namespace

int RunServe(const ServeCommand& command) {
  // The server's threads inherit the mask: a signal waits for sigwait() below.
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGINT);
  sigaddset(&stop_signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  const auto questions = Questions::Load("");
  if (!questions.ok()) return Fail(questions.status());
  const auto base = OpenToRead(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  const BasePhraseReader phrases((*questions)->analyzer(),
                                 (*questions)->words(), **base);
  const std::vector<PageFile> page = PageFiles();
  BriefWriter writer(command.db, base->get());
  ServerOptions options;
  const bool is_loopback = command.host == "127.0.0.1" ||
                           command.host == "localhost" || command.host == "::1";
  if (is_loopback) options.writer = &writer;
  options.host = command.host;
  options.port = command.port;
  AnnalsServer server(**base, phrases, page, options);
  const Result<int> port = server.Start();
  if (!port.ok()) return Fail(port.status());
  std::cout << "Serving " << command.db << " at http://" << command.host << ':'
            << *port << std::endl;
  Follow(stop_signals, &writer);
  server.Stop();
  return 0;
}

}  // namespace annals
