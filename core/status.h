// Status and Result<T>: how a function here says that it failed.
//
//   Result<Event> event = reader.GetEvent(id);
//   if (!event.ok()) return event.status();
//   Use(*event);
//
// A message is written for whoever has to act on it: it names what was wrong,
// the offending value and the place ("en/time/relative.rules:14: unknown class
// 'weekdya'"). Codes are for programs.

#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace annals {

enum class StatusCode {
  kOk,
  kInvalidArgument,  // the caller's input is malformed, whatever our state
  kNotFound,         // well formed, but there is no such thing
  kConflict,         // the request fits several things, or another state
  kExhausted,        // a limit was reached: size, budget, disk space
  kCorruption,       // what is on disk is not what we wrote
  kUnavailable,      // may succeed if tried again
  kInternal,         // a bug in this program
};

class [[nodiscard]] Status {
 public:
  Status() = default;  // OK
  Status(StatusCode code, std::string message)
      : code_(code), message_(std::move(message)) {}

  static Status InvalidArgument(std::string message) {
    return {StatusCode::kInvalidArgument, std::move(message)};
  }
  static Status NotFound(std::string message) {
    return {StatusCode::kNotFound, std::move(message)};
  }
  static Status Conflict(std::string message) {
    return {StatusCode::kConflict, std::move(message)};
  }
  static Status Exhausted(std::string message) {
    return {StatusCode::kExhausted, std::move(message)};
  }
  static Status Corruption(std::string message) {
    return {StatusCode::kCorruption, std::move(message)};
  }
  static Status Unavailable(std::string message) {
    return {StatusCode::kUnavailable, std::move(message)};
  }
  static Status Internal(std::string message) {
    return {StatusCode::kInternal, std::move(message)};
  }

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }

  // The same error with "context: " before its message. OK stays OK.
  Status WithContext(std::string_view context) const {
    if (ok()) return *this;
    return {code_, std::string(context) + ": " + message_};
  }

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
};

// A T, or the reason there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  // Implicit, so that `return value;` and `return status;` both read well.
  Result(T value) : rep_(std::move(value)) {}        // NOLINT
  Result(Status status) : rep_(std::move(status)) {  // NOLINT
    assert(!std::get<Status>(rep_).ok());
  }

  bool ok() const { return std::holds_alternative<T>(rep_); }
  Status status() const { return ok() ? Status() : std::get<Status>(rep_); }

  // REQUIRES: ok()
  const T& operator*() const& { return std::get<T>(rep_); }
  T& operator*() & { return std::get<T>(rep_); }
  T&& operator*() && { return std::get<T>(std::move(rep_)); }
  const T* operator->() const { return &std::get<T>(rep_); }
  T* operator->() { return &std::get<T>(rep_); }

 private:
  std::variant<T, Status> rep_;
};

}  // namespace annals
