#include "api/json/event_csv.h"

#include <array>
#include <cstdio>
#include <string_view>

#include "core/time/edtf.h"

namespace annals {

namespace {

std::string Cell(std::string_view text) {
  std::string cell;
  if (!text.empty() &&
      std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
    cell += '\'';
  }
  cell += text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

template <typename T>
std::string Names(const std::vector<T>& list) {
  std::string names;
  for (const T& each : list) {
    if (!names.empty()) names += "; ";
    names += each.name;
  }
  return names;
}

}  // namespace

std::string CsvHeader() {
  return "id,type,mode,status,time,begin,end,headline,participants,places,"
         "articles,confidence\r\n";
}

std::string CsvRow(const Event& event) {
  std::string time;
  std::string begin;
  std::string end;
  if (event.time) {
    const TimeInterval& interval = event.time->interval;
    time = FormatEdtf(interval);
    if (interval.has_begin()) begin = FormatRfc3339(interval.begin());
    if (interval.has_end()) end = FormatRfc3339(interval.end());
  }
  std::array<char, 16> confidence;
  std::snprintf(confidence.data(), confidence.size(), "%.2f", event.confidence);
  std::string row;
  for (const std::string& cell :
       {event.id.value, std::string(Name(event.type)), event.mode,
        std::string(Name(event.status)), time, begin, end, event.headline,
        Names(event.participants), Names(event.places),
        std::to_string(event.articles), std::string(confidence.data())}) {
    if (!row.empty()) row += ',';
    row += Cell(cell);
  }
  return row + "\r\n";
}

}  // namespace annals
