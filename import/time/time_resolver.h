// From what an expression says to the time it means.
//
// The rules of resolution, with how often each was right in hand-annotated
// news: a weekday is the last one, the day of publication included, unless a
// word that looks ahead governs it (96 %); a day or month without a year is the
// closest one, unless the verb is past and the closest lies well ahead (99 %
// and 87 %).

#pragma once

#include <chrono>
#include <optional>

#include "import/time/time_expression.h"
#include "import/time/time_value.h"

namespace annals {

// What governs the expression: "will meet on Friday", "met on Friday". A query
// asks (kAsked) for the most recent one at or before now.
enum class Outlook : uint8_t { kNone, kPast, kAhead, kAsked };

class TimeResolver {
 public:
  // `published`: none if it is not known; then only what the text says in full
  // gets a time.
  explicit TimeResolver(std::optional<std::chrono::sys_days> published)
      : published_(published) {}

  // Sets value, interval, basis, confidence and the rejected reading. Keeps the
  // date for expressions that count from it: call in text order.
  // False if the date does not exist.
  bool Resolve(const TimeValue& value, Outlook outlook, TimeExpression* out);

 private:
  using Day = std::chrono::sys_days;

  bool ResolveDate(const TimeValue& value, Outlook outlook,
                   TimeExpression* out);
  void ResolveWeekday(const TimeValue& value, Outlook outlook,
                      TimeExpression* out);
  bool ResolveHoliday(const TimeValue& value, Outlook outlook,
                      TimeExpression* out);
  void ResolveUnit(const TimeValue& value, TimeExpression* out);
  void ResolveOffset(const TimeValue& value, TimeExpression* out);
  void ResolvePeriod(const TimeValue& value, TimeExpression* out) const;
  void SetDay(Day day, TimeExpression* out) const;
  void SetMonth(std::chrono::year_month month, const TimeValue& value,
                TimeExpression* out) const;
  void SetUnitAt(Day day, TimeUnit unit, TimeExpression* out) const;
  void CutPart(const TimeValue& value, Granularity grain,
               TimeExpression* out) const;

  const std::optional<Day> published_;
  std::optional<TimeInterval> reference_;  // the last date named
};

}  // namespace annals
