// What a time rule makes of its match: calls such as in(p, weekday(w, -1)) with
// slots of the pattern, numbers, words and other calls as arguments. The
// functions are listed in import/rules/README.md.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "import/time/time_value.h"

namespace annals {

// What a slot of the pattern was bound to: a number, or the value of an
// expression that an earlier stage found.
struct TimeBinding {
  bool bound = false;
  int number = 0;
  const TimeValue* value = nullptr;
  size_t word = 0;  // where it stands, in words
};

class TimeAction {
 public:
  // `slots`: the names bound by the pattern. InvalidArgument, with the place in
  // the text but not the file, if a function or word is unknown.
  static Result<TimeAction> Parse(std::string_view text,
                                  const std::vector<std::string>& slots);

  // False if there is no such time, such as "31 February 2011".
  bool Evaluate(const std::vector<TimeBinding>& bindings,
                TimeValue* value) const;

  // The slot that the n-th argument speaks of first, or -1.
  int SlotOfArgument(size_t n) const;
  size_t arguments() const { return arguments_.size(); }

 private:
  friend class TimeArguments;
  using Function = bool (*)(const class TimeArguments&, TimeValue*);
  enum class Kind : uint8_t { kSlot, kNumber, kWord, kCall };

  static Result<TimeAction> ParseFrom(std::string_view* in,
                                      const std::vector<std::string>& slots,
                                      int depth);
  int FirstSlot() const;

  Kind kind_ = Kind::kNumber;
  int number_ = 0;  // or the slot
  std::string word_;
  Function function_ = nullptr;
  std::vector<TimeAction> arguments_;
};

}  // namespace annals
