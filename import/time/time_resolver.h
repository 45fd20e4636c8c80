// From what an expression says to the time it means.
//
// The rules of resolution, with how often each was right in hand-annotated
// news: a weekday is the last one, the day of publication included, unless a
// word that looks ahead governs it (96 %); a day or month without a year is the
// closest one, unless the verb is past and the closest lies well ahead (99 %
// and 87 %). A quarter, season or holiday without a year is the last one unless
// a word looks ahead.

#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "import/time/holidays.h"
#include "import/time/outlook.h"
#include "import/time/time_expression.h"
#include "import/time/time_value.h"

namespace annals {

class TimeResolver {
 public:
  // `published`: none if it is not known; then only what the text says in full
  // gets a time. `holidays` must outlive the resolver.
  TimeResolver(std::optional<std::chrono::sys_days> published,
               const Holidays& holidays)
      : published_(published), holidays_(holidays) {}

  // Sets value, interval, basis, confidence and the rejected reading. Keeps the
  // date for expressions that count from it: call in text order. `parts`, if
  // given, receives those of a value that relates others ("from May to June").
  // False if the date does not exist.
  bool Resolve(const TimeValue& value, Outlook outlook, TimeExpression* out,
               std::vector<TimeExpression>* parts = nullptr);

  // What later expressions count from: "the following day". Set back after what
  // is said in passing.
  struct Reference {
    std::optional<TimeInterval> last;      // the last time named
    std::optional<TimeInterval> last_day;  // the last that is a day
  };
  const Reference& reference() const { return reference_; }
  void SetReference(Reference reference) { reference_ = std::move(reference); }

 private:
  using Day = std::chrono::sys_days;

  bool ResolveDate(const TimeValue& value, Outlook outlook,
                   TimeExpression* out);
  bool ResolvePartOfYear(const TimeValue& value, Outlook outlook,
                         TimeExpression* out) const;
  bool ResolveDayOfMonth(const TimeValue& value, Outlook outlook,
                         TimeExpression* out) const;
  bool ResolveWithoutYear(const TimeValue& value, Outlook outlook,
                          TimeExpression* out) const;
  void ResolveWeekday(const TimeValue& value, Outlook outlook,
                      TimeExpression* out) const;
  bool ResolveHoliday(const TimeValue& value, Outlook outlook,
                      TimeExpression* out) const;
  // Remembers what is named, for what counts from it.
  void Refer(const TimeExpression& named);
  // What "that day", "the year before" count from.
  const std::optional<TimeInterval>& ReferenceFor(TimeUnit unit) const;
  bool IsWithin(const TimeValue& unit, Outlook outlook) const;
  void ResolveUnit(const TimeValue& value, Outlook outlook,
                   TimeExpression* out) const;
  void ResolveOffset(const TimeValue& value, TimeExpression* out) const;
  void ResolvePeriod(const TimeValue& value, TimeExpression* out) const;
  void ResolveSame(const TimeValue& value, TimeExpression* out) const;

  bool ResolveRange(const TimeValue& value, Outlook outlook,
                    TimeExpression* out, std::vector<TimeExpression>* parts);
  bool ResolveOpen(const TimeValue& value, Outlook outlook, TimeExpression* out,
                   std::vector<TimeExpression>* parts);
  bool ResolveShifted(const TimeValue& value, Outlook outlook,
                      TimeExpression* out, std::vector<TimeExpression>* parts);
  bool ResolveSpan(const TimeValue& value, Outlook outlook, TimeExpression* out,
                   std::vector<TimeExpression>* parts);
  bool ResolveSameIn(const TimeValue& value, Outlook outlook,
                     TimeExpression* out);
  bool ResolveWithin(const TimeValue& value, Outlook outlook,
                     TimeExpression* out);

  void SetDay(Day d, TimeExpression* out) const;
  void SetMonth(std::chrono::year_month month, const TimeValue& value,
                TimeExpression* out) const;
  void SetUnit(Day d, TimeUnit unit, TimeExpression* out) const;
  void CutPart(const TimeValue& value, Granularity grain,
               TimeExpression* out) const;

  const std::optional<Day> published_;
  const Holidays& holidays_;
  Reference reference_;
};

}  // namespace annals
