#include "api/http/params.h"

#include "api/http/routes.h"
#include "core/query/describe.h"
#include "tests/api/http_fixture.h"

namespace annals {
namespace {

using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;

constexpr ParameterGroups kList =
    kFilterGroup | kPageGroup | kRowGroup | kFacetGroup;

class ParamsTest : public ::testing::Test {
 protected:
  ParamsTest() { EXPECT_THAT(base_.Apply(testing::DemoBatch()), IsOk()); }

  std::variant<Asked, Problem> Read(std::string_view query_string,
                                    ParameterGroups groups = kList) const {
    const auto values = DecodeQueryString(query_string);
    EXPECT_THAT(values, IsOk());
    const TimePoint now = ParseEdtf("2025-10-19T08:00:00Z")->begin();
    return ReadParams(*values, groups, {base_, phrases_, now});
  }

  testing::MemoryKnowledgeBase base_;
  testing::FakePhraseReader phrases_;
};

TEST_F(ParamsTest, DecodesInOrder) {
  const auto values = DecodeQueryString("b=1&a=x+y%21&&b=%C3%A1&c&d=");
  ASSERT_THAT(values, IsOk());
  const std::vector<NamedValue> want = {
      {"b", "1"}, {"a", "x y!"}, {"b", "á"}, {"c", ""}, {"d", ""}};
  EXPECT_EQ(*values, want);
}

TEST_F(ParamsTest, RejectsWhatIsNotAQueryString) {
  std::string many;
  for (int i = 0; i < 101; ++i) many += "a=1&";
  for (const std::string& text :
       {std::string("a=%"), std::string("a=%4"), std::string("a=%zz"),
        std::string("a=%ff"), std::string("%c3=1"), std::string("a=%00"),
        std::string("a=%0A"), many}) {
    SCOPED_TRACE(text);
    EXPECT_THAT(DecodeQueryString(text), HasCode(StatusCode::kInvalidArgument));
  }
}

TEST_F(ParamsTest, EncodedValuesDecodeToThemselves) {
  for (const std::string text : {"", "a b", "á&=+%", "2025-08/.."}) {
    const auto values = DecodeQueryString("k=" + EncodeQueryValue(text));
    ASSERT_THAT(values, IsOk());
    EXPECT_EQ(values->front().second, text);
  }
}

TEST_F(ParamsTest, BecomeAQuery) {
  struct Case {
    const char* params;
    const char* query;
  };
  const Case cases[] = {
      {"", "all"},
      {"involving=Hungary&involving=trump",
       "involving=hungary and involving=donald-trump"},
      {"type=ASSAULT&type=protest", "type=ASSAULT or type=PROTEST"},
      {"type=ASSAULT&status=planned", "type=ASSAULT and status=planned"},
      {"exclude.actor=putin", "not actor=vladimir-putin"},
      {"actor=putin&role=source", "role=source:vladimir-putin"},
      {"text=Talks", "term=talk"},
      {"text=%22peace+talks%22", "text=\"peac talk\""},
      {"mode=phone&context=military", "mode=phone and context=military"},
      {"near=47.5,19", "near=47.5,19 radius_km=50"},
      {"bbox=170,-10,-170,10", "bbox=170,-10,-170,10"},
      {"datetime=2025-08/..", "all; datetime=2025-08/.."},
      {"since=2025-08", "all; datetime=2025-08/.."},
      {"until=2025-08", "all; datetime=../2025-08"},
      {"since=2025-08&until=2025-09", "all; datetime=2025-08/2025-09"},
      {"since=August", "all; datetime=2025-08/.."},
      {"since=-P7D", "all; datetime=2025-10-12T08:00:00Z/.."},
      {"as_of=2025-10-17&since=-P1D",
       "all; datetime=2025-10-16T23:59:59Z/..; as_of=2025-10-17T23:59:59Z"},
      {"reported=2025-10", "all; reported=2025-10"},
      {"match=within&certainty=certain",
       "all; match=within; certainty=certain"},
      {"min_articles=2&min_confidence=0.5",
       "all; min_confidence=0.5; min_articles=2"},
      {"sort=reported:desc", "all; sort=reported:desc"},
      {"q=events+involving+Hungary+since+August&until=2025-10-17&type=STATE",
       "involving=hungary and type=STATE; datetime=2025-08/2025-10-17"},
      {"limit=7", "all"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.params);
    const auto read = Read(c.params);
    ASSERT_TRUE(std::holds_alternative<Asked>(read))
        << std::get<Problem>(read).detail;
    EXPECT_EQ(Describe(std::get<Asked>(read).query), c.query);
  }
}

TEST_F(ParamsTest, AreRejectedByName) {
  struct Case {
    const char* params;
    int status;
    const char* name;
    const char* parameter;
    const char* detail;
  };
  const Case cases[] = {
      {"involvng=x", 400, "unknown-parameter", "involvng", "'involving'"},
      {"exclude.tpye=x", 400, "unknown-parameter", "exclude.tpye",
       "'exclude.type'"},
      {"zzzzzzzzzzzz=x", 400, "unknown-parameter", "zzzzzzzzzzzz",
       "no parameter"},
      {"hops=1", 400, "unknown-parameter", "hops", "no parameter"},
      {"lang=en", 400, "unknown-parameter", "lang", "not answered yet"},
      {"contradicted=true", 400, "unknown-parameter", "contradicted",
       "not answered yet"},
      {"datetime=2026-13", 400, "invalid-parameter", "datetime",
       "'2026-13' is not an EDTF level 1 date"},
      {"datetime=someday", 400, "invalid-parameter", "datetime",
       "names no time"},
      {"datetime=2025&since=2025", 400, "invalid-parameter", "datetime",
       "since and until"},
      {"since=2025-09&until=2025-08", 400, "invalid-parameter", "until",
       "not after"},
      {"since=../2025", 400, "invalid-parameter", "since", "no begin"},
      {"until=2025/..", 400, "invalid-parameter", "until", "no end"},
      {"since=-P", 400, "invalid-parameter", "since", "duration"},
      {"since=-P9999999Y", 400, "invalid-parameter", "since", "duration"},
      {"as_of=2025/..", 400, "invalid-parameter", "as_of", "no end"},
      {"type=FIGHT", 400, "invalid-parameter", "type", "FIGHT"},
      {"status=plannd", 400, "invalid-parameter", "status", "not one of"},
      {"role=source", 400, "invalid-parameter", "role", "of an actor"},
      {"actor=nobody", 400, "invalid-parameter", "actor", "no entity"},
      {"actor=Georgia", 409, "ambiguous-entity", "actor", "2 entities"},
      {"q=events+involving+Georgia", 409, "ambiguous-entity", "q", "Georgia"},
      {"q=colourless+green", 400, "invalid-parameter", "q", "not understood"},
      {"q=events+involving+Hungary+since+August&until=2024", 400,
       "invalid-parameter", "q", "in common"},
      {"limit=0", 400, "invalid-parameter", "limit", "from 1 to 1000"},
      {"limit=1001", 400, "invalid-parameter", "limit", "from 1 to 1000"},
      {"limit=-1", 400, "invalid-parameter", "limit", "whole number"},
      {"limit=5x", 400, "invalid-parameter", "limit", "whole number"},
      {"limit=99999999999999999999", 400, "invalid-parameter", "limit",
       "whole number"},
      {"limit=5&limit=6", 400, "invalid-parameter", "limit", "given twice"},
      {"limit=", 400, "invalid-parameter", "limit", "no value"},
      {"q=+", 400, "invalid-parameter", "q", "no value"},
      {"min_confidence=1.1", 400, "invalid-parameter", "min_confidence",
       "from 0 to 1"},
      {"min_confidence=nan", 400, "invalid-parameter", "min_confidence",
       "from 0 to 1"},
      {"bbox=1,2,3", 400, "invalid-parameter", "bbox", "4 numbers"},
      {"bbox=0,50,10,40", 400, "invalid-parameter", "bbox", "degrees"},
      {"bbox=0,0,inf,1", 400, "invalid-parameter", "bbox", "4 numbers"},
      {"near=100,0", 400, "invalid-parameter", "near", "degrees"},
      {"near=Hungary", 400, "invalid-parameter", "near", "where it lies"},
      {"radius_km=5", 400, "invalid-parameter", "radius_km", "near"},
      {"text=%22open", 400, "invalid-parameter", "text", "not closed"},
      {"text=%22", 400, "invalid-parameter", "text", "not closed"},
      {"text=...", 400, "invalid-parameter", "text", "no word"},
      {"sort=time", 400, "invalid-parameter", "sort", "not one of"},
      {"fields=headline,colour", 400, "invalid-parameter", "fields", "colour"},
      {"facet=colour", 400, "invalid-parameter", "facet", "colour"},
      {"match=near", 400, "invalid-parameter", "match", "not one of"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.params);
    const auto read = Read(c.params);
    ASSERT_TRUE(std::holds_alternative<Problem>(read));
    const Problem& problem = std::get<Problem>(read);
    EXPECT_EQ(problem.status, c.status);
    EXPECT_EQ(problem.name, c.name);
    ASSERT_FALSE(problem.errors.empty());
    EXPECT_EQ(problem.errors.front().parameter, c.parameter);
    EXPECT_THAT(problem.errors.front().detail, HasSubstr(c.detail));
  }
}

TEST_F(ParamsTest, EverythingWrongIsSaidAtOnce) {
  const auto read = Read("limit=0&tpye=x&datetime=2026-13");
  ASSERT_TRUE(std::holds_alternative<Problem>(read));
  EXPECT_EQ(std::get<Problem>(read).errors.size(), 3u);
}

TEST_F(ParamsTest, ASearchHasAHundredWordsAtMost) {
  std::string words = "text=war";
  for (int i = 1; i < 100; ++i) words += "+war";
  EXPECT_TRUE(std::holds_alternative<Asked>(Read(words)));
  EXPECT_TRUE(std::holds_alternative<Problem>(Read(words + "+war")));
}

TEST_F(ParamsTest, ABadDateSaysWhere) {
  struct Case {
    const char* date;
    size_t offset;
  };
  for (const Case& c : {Case{"2026-13", 5}, Case{"2026-02-30", 8},
                        Case{"2025-01/2025-13", 13}, Case{"x/2025", 0}}) {
    SCOPED_TRACE(c.date);
    const auto read = Read(std::string("datetime=") + c.date);
    ASSERT_TRUE(std::holds_alternative<Problem>(read));
    EXPECT_EQ(std::get<Problem>(read).errors.front().offset, c.offset);
  }
}

TEST_F(ParamsTest, AnAmbiguousNameBringsItsCandidates) {
  const auto read = Read("involving=Georgia");
  ASSERT_TRUE(std::holds_alternative<Problem>(read));
  EXPECT_EQ(std::get<Problem>(read).candidates.size(), 2u);
  // An id is an id, even where it is a name too.
  EXPECT_TRUE(std::holds_alternative<Asked>(Read("involving=georgia")));
}

TEST_F(ParamsTest, EveryParameterOfTheTableIsOfSomeRoute) {
  ParameterGroups used = 0;
  for (const Route& route : Routes()) used |= route.groups;
  for (const Parameter& parameter : Parameters()) {
    SCOPED_TRACE(parameter.name);
    EXPECT_NE(parameter.groups & used, 0u);
    EXPECT_NE(parameter.read, nullptr);
    EXPECT_FALSE(parameter.about.empty());
    EXPECT_FALSE(IsNotAnsweredYet(parameter.name));
  }
}

}  // namespace
}  // namespace annals
