// Finding events by the kin keys of their claims (core/event/kin.h).

#pragma once

#include <functional>
#include <vector>

#include "core/event/event.h"
#include "core/event/kin.h"
#include "core/status.h"
#include "storage/key_value_store.h"

namespace annals {

// Calls `visit` with every event that is kept under one of `keys`, each once.
Status VisitKin(const KeyValueView& view, const std::vector<KinRange>& ranges,
                const std::function<void(const Event&)>& visit);

}  // namespace annals
