#include "tests/peers/peer.h"

namespace annals::peers {

std::unique_ptr<Peer> MakePostgres(const std::string& /*connection*/) {
  return nullptr;
}

}  // namespace annals::peers
