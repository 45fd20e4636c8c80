// Matchers that print a Status when they fail.

#pragma once

#include <gmock/gmock.h>

#include "core/status.h"

namespace annals::testing {

template <typename T>
Status StatusOf(const T& value) {
  if constexpr (requires { value.status(); }) {
    return value.status();
  } else {
    return value;
  }
}

MATCHER(IsOk, "") {
  if (!arg.ok()) *result_listener << StatusOf(arg).message();
  return arg.ok();
}

MATCHER_P(IsOkAnd, value, "") {
  if (!arg.ok()) *result_listener << StatusOf(arg).message();
  return arg.ok() && *arg == value;
}

MATCHER_P(HasCode, code, "") {
  *result_listener << StatusOf(arg).message();
  return StatusOf(arg).code() == code;
}

}  // namespace annals::testing
