#include <algorithm>
#include <chrono>
#include <csignal>
#include <iostream>
#include <string>
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

// Until a stop signal comes, sees every second what an import has written since
// to the base that is served.
void Follow(const sigset_t& stop_signals, RocksKnowledgeBase* base) {
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
  ServerOptions options;
  options.host = command.host;
  options.port = command.port;
  AnnalsServer server(**base, phrases, page, options);
  const Result<int> port = server.Start();
  if (!port.ok()) return Fail(port.status());
  std::cout << "Serving " << command.db << " at http://" << command.host << ':'
            << *port << std::endl;
  Follow(stop_signals, base->get());
  server.Stop();
  return 0;
}

}  // namespace annals
