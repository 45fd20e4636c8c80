#include "tests/peers/made_events.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace annals::peers {

namespace {

std::string RecordName(const std::string& number) { return "made:" + number; }

TimePoint At(int64_t second) { return TimePoint(std::chrono::seconds(second)); }

}  // namespace

std::string ActorName(size_t number) {
  char name[16];
  std::snprintf(name, sizeof(name), "a%07zu", number);
  return name;
}

MadeNews::MadeNews(size_t actors) {
  double sum = 0;
  for (size_t i = 1; i <= actors; ++i) {
    sum += 1 / static_cast<double>(i);
    sums_.push_back(sum);
  }
}

MadeEvent MadeNews::Next() {
  const auto below = [&](size_t n) { return random_() % n; };
  MadeEvent made;
  const std::string number = std::to_string(number_++);
  made.id = MakeRecordId(RecordName(number)).value;
  made.begin = kFirstDay + static_cast<int64_t>(below(kDays)) * kDay;
  const size_t days = below(10) > 0 ? 1 : 2 + below(29);
  made.end = made.begin + static_cast<int64_t>(days) * kDay;
  made.type = 1 + below(kTypeCount);
  const size_t count = 1 + below(3) + below(2);
  while (made.actors.size() < count) {
    const double at =
        std::uniform_real_distribution(0.0, sums_.back())(random_);
    const auto actor = static_cast<size_t>(
        std::upper_bound(sums_.begin(), sums_.end(), at) - sums_.begin());
    if (std::find(made.actors.begin(), made.actors.end(), actor) ==
        made.actors.end()) {
      made.actors.push_back(actor);
    }
  }
  std::sort(made.actors.begin(), made.actors.end());
  made.headline = "What happened at number " + number;
  made.quote = made.headline + " was told in a sentence of about this length.";
  return made;
}

Event ToEvent(const MadeEvent& made) {
  Claim claim;
  const std::string number = made.headline.substr(made.headline.rfind(' ') + 1);
  claim.article = {"article-" + number.substr(0, number.size() - 1)};
  claim.type = static_cast<EventType>(made.type);
  claim.headline = made.headline;
  claim.confidence = 0.8;
  claim.reported = At(made.end);
  claim.time = EventTime{
      *TimeInterval::Make(At(made.begin), At(made.end), Granularity::kDay), "",
      TimeBasis::kExplicit, 0.9};
  for (const size_t actor : made.actors) {
    claim.participants.push_back(
        {{ActorName(actor)}, ActorName(actor), Role::kParticipant, {}});
  }
  claim.evidence.push_back({claim.article,
                            0,
                            {0, made.quote.size()},
                            {5, 13},
                            made.quote,
                            RecordName(number)});
  return FoldClaims({std::move(claim)});
}

}  // namespace annals::peers
