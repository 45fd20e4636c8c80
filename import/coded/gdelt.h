// Rows of GDELT: event files of version 1.0 (57 columns, or 58 with SOURCEURL)
// and 2.0 (61), and mention files of 2.0 (16). Pure functions from cells to
// records; what a file is and where its lines end is import/bulk's.
//
//   GLOBALEVENTID   the record's name, "gdelt:669666350"
//   SQLDATE         the day; where it is no day, MonthYear, then Year
//   DATEADDED       when it was reported
//   Actor1, Actor2  source and target: name, country, kind of actor
//   EventCode       what happened, CAMEO
//   ActionGeo       where; countries in FIPS 10-4
//   NumArticles, AvgTone   quantities
//   SOURCEURL       the article
//
// Source: "The GDELT Event Database Data Format Codebook" 1.03 and 2.0.

#pragma once

#include <span>
#include <string_view>

#include "core/status.h"
#include "import/coded/code_book.h"
#include "import/coded/coded_record.h"

namespace annals {

inline constexpr size_t kGdelt1Columns = 57;
inline constexpr size_t kGdelt1UrlColumns = 58;
inline constexpr size_t kGdelt2Columns = 61;
inline constexpr size_t kGdeltMentionColumns = 16;

// How far a row is trusted: coding by machine from one article, unchecked.
inline constexpr double kGdeltConfidence = 0.3;
// Of a mention that GDELT itself is quite sure of.
inline constexpr double kGdeltMentionConfidence = 0.5;

// REQUIRES: one of the numbers of columns above. InvalidArgument names the
// column that is wrong.
Result<CodedRecord> ReadGdeltEvent(std::span<const std::string_view> cells,
                                   const CodeBook& codes);

// REQUIRES: kGdeltMentionColumns cells.
Result<CodedMention> ReadGdeltMention(std::span<const std::string_view> cells);

}  // namespace annals
