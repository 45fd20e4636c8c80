#include <csignal>
#include <iostream>
#include <vector>

#include "api/cli/base.h"
#include "api/cli/commands.h"
#include "api/cli/terminal.h"
#include "api/http/page.h"
#include "api/http/server.h"

namespace annals {

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
  int signal = 0;
  sigwait(&stop_signals, &signal);
  server.Stop();
  return 0;
}

}  // namespace annals
