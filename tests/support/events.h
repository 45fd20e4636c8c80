// Small events for tests, said in one line:
//
//   Event e = FoldClaims({Say("a1", EventType::kConsult)
//                             .On("2025-10-16").By("trump", "putin")});

#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/event/event.h"
#include "core/time/edtf.h"

namespace annals::testing {

class Say {
 public:
  // A claim of article `article`, reported at noon on 2025-10-17 with
  // confidence 0.8 unless told otherwise.
  Say(std::string article, EventType type) {
    claim_.article = {std::move(article)};
    claim_.type = type;
    claim_.headline = std::string(Name(type)) + " happens";
    claim_.confidence = 0.8;
    // Equal quotes would make the claims re-posts of one text.
    Evidence evidence{claim_.article, 0, {}, {5, 10}, "", "test"};
    evidence.quote = "Some words of " + claim_.article.value;
    evidence.quote_span = {0, evidence.quote.size()};
    claim_.evidence.push_back(std::move(evidence));
    Reported("2025-10-17T12:00:00Z");
  }

  Say& Reported(std::string_view edtf) {
    const Result<TimeInterval> time = ParseEdtf(edtf);
    EXPECT_TRUE(time.ok()) << edtf;
    claim_.reported = time->begin();
    return *this;
  }
  Say& On(std::string_view edtf) {
    const Result<TimeInterval> time = ParseEdtf(edtf);
    EXPECT_TRUE(time.ok()) << edtf;
    claim_.time = EventTime{*time, "", TimeBasis::kExplicit, 0.9};
    return *this;
  }
  Say& Is(EventStatus status) {
    claim_.status = status;
    return *this;
  }
  template <typename... Ids>
  Say& By(Ids... ids) {
    (claim_.participants.push_back({{ids}, ids, Role::kParticipant, {}}), ...);
    return *this;
  }
  Say& With(std::string id, Role role,
            std::vector<EntityId> affiliations = {}) {
    claim_.participants.push_back({{id}, id, role, std::move(affiliations)});
    return *this;
  }
  Say& In(std::string id, std::vector<EntityId> within = {},
          std::optional<Coordinates> at = std::nullopt) {
    claim_.places.push_back(
        {{id}, id, "", at, PlaceRole::kVenue, std::move(within)});
    return *this;
  }
  Say& Headline(std::string headline) {
    claim_.headline = std::move(headline);
    return *this;
  }
  Say& Quote(std::string quote, size_t trigger_begin = 0) {
    Evidence& evidence = claim_.evidence.front();
    evidence.quote = std::move(quote);
    evidence.quote_span = {0, evidence.quote.size()};
    evidence.trigger_span = {trigger_begin, trigger_begin + 1};
    return *this;
  }
  // To the event of the same article whose trigger begins there.
  Say& Linked(EventRelation relation, size_t trigger_begin) {
    claim_.links.push_back({relation, {trigger_begin, trigger_begin + 1}});
    return *this;
  }
  Say& Content(std::string key) {
    claim_.content_key = std::move(key);
    return *this;
  }
  Say& AccordingTo(std::string id) {
    claim_.attribution.push_back({{id}, id});
    return *this;
  }
  Say& Counting(double value, std::string unit) {
    claim_.quantities.push_back({value, std::move(unit)});
    return *this;
  }
  Say& Sure(double confidence) {
    claim_.confidence = confidence;
    return *this;
  }

  operator Claim() const { return claim_; }  // NOLINT: reads as a claim

 private:
  Claim claim_;
};

}  // namespace annals::testing
