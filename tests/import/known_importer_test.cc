// Whole files of entities: what is told of wrong ones, and that a run which was
// cut short is gone on with.

#include "import/known/known_importer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "import/known/line_reader.h"
#include "tests/bench/made_items.h"
#include "tests/support/matchers.h"
#include "tests/support/memory_known_entities.h"

namespace annals {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::MemoryKnownEntities;

// A folder that goes when this does.
class Folder {
 public:
  Folder() {
    std::string name = fs::temp_directory_path() / "annals-known-XXXXXX";
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string File(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }

 private:
  fs::path path_;
};

std::string Person(const std::string& name) {
  return R"({"name":")" + name + R"(","kind":"person"})";
}

SourceResult Import(KnownEntitiesWriter& known, const std::string& path,
                    std::vector<std::string>* rejected = nullptr) {
  const Resources resources = Resources::Embedded();
  const auto importer = KnownImporter::Load(resources, known);
  EXPECT_THAT(importer, IsOk());
  const auto result = (*importer)->Import(
      path, {},
      {[&](uint64_t line, const Status& why) {
         if (rejected == nullptr) return;
         rejected->push_back(std::to_string(line) + ": " + why.message());
       },
       {}});
  EXPECT_THAT(result, IsOk());
  return *result;
}

TEST(KnownImporterTest, ABadLineIsNamedAndTheRestIsIn) {
  const Folder folder;
  MemoryKnownEntities known;
  std::vector<std::string> rejected;
  const SourceResult result =
      Import(known,
             folder.File("a", Person("Ada") + "\n{\"name\":7}\n\n" +
                                  Person("Bo") + "\r\n" + Person("Cy")),
             &rejected);
  EXPECT_THAT(result.status, IsOk());
  EXPECT_EQ(result.counts.added, 3);
  EXPECT_EQ(result.counts.rejected, 1);
  EXPECT_THAT(rejected, ElementsAre("2: \"name\" is no string"));
}

TEST(KnownImporterTest, AnArrayOfItemsIsReadLineByLine) {
  const Folder folder;
  MemoryKnownEntities known;
  const SourceResult result =
      Import(known, folder.File("a", "[\n" + bench::MadeItem(0) + ",\n" +
                                         bench::MadeItem(1) + ",\n" +
                                         bench::MadeItem(2) + "\n]\n"));
  EXPECT_EQ(result.counts.added, 3);
  EXPECT_EQ(result.counts.rejected, 0);
}

TEST(KnownImporterTest, AFileThatIsNoSourceIsRejectedAsAWhole) {
  const Folder folder;
  const struct {
    const char* bytes;
    const char* reason;
  } cases[] = {{"", "is empty"},
               {"\n\n", "is empty"},
               {"[\n]\n", "is empty"},
               {"<html>\n<p>\n", "web page"},
               {"https://a.example\nhttps://b.example\n", "list of addresses"}};
  for (const auto& each : cases) {
    SCOPED_TRACE(each.bytes);
    MemoryKnownEntities known;
    const SourceResult result = Import(known, folder.File("a", each.bytes));
    ASSERT_FALSE(result.status.ok());
    EXPECT_THAT(result.status.message(), HasSubstr(each.reason));
    EXPECT_TRUE(known.records().empty());
  }
  MemoryKnownEntities known;
  EXPECT_FALSE(Import(known, "/nowhere/at/all").status.ok());
  EXPECT_THAT(Import(known, "/tmp").status.message(), HasSubstr("folder"));
}

TEST(KnownImporterTest, ALineSaidTwiceCountsOnce) {
  const Folder folder;
  MemoryKnownEntities known;
  const SourceResult result =
      Import(known, folder.File("a", Person("Ada") + "\n" + Person("Ada")));
  EXPECT_EQ(result.counts.added, 1);
  EXPECT_EQ(result.counts.unchanged, 1);
}

// Writes that fail after so many batches, as if the program had been killed.
class Failing : public KnownEntitiesWriter {
 public:
  Failing(MemoryKnownEntities& known, int batches)
      : known_(known), left_(batches) {}

  Result<SourceProgress> PutKnown(const KnownBatch& batch) override {
    if (left_-- <= 0) return Status::Unavailable("killed");
    return known_.PutKnown(batch);
  }
  Result<std::optional<SourceProgress>> ProgressOf(
      std::string_view source) const override {
    return known_.ProgressOf(source);
  }

 private:
  MemoryKnownEntities& known_;
  int left_;
};

TEST(KnownImporterTest, ARunCutShortIsGoneOnWithToTheSameEnd) {
  const Folder folder;
  std::string bytes = "[\n";
  constexpr uint64_t kItems = 9000;  // several batches
  for (uint64_t n = 0; n < kItems; ++n) {
    bytes += n % 1000 == 7 ? "broken,\n" : bench::MadeItem(n) + ",\n";
  }
  const std::string file = folder.File("items.json", bytes + "]\n");
  MemoryKnownEntities whole;
  const SourceResult expected = Import(whole, file);
  EXPECT_EQ(expected.counts.rejected, 9);
  for (int batches = 0; batches < whole.batches(); ++batches) {
    SCOPED_TRACE(batches);
    MemoryKnownEntities known;
    Failing failing(known, batches);
    const Resources resources = Resources::Embedded();
    const auto importer = KnownImporter::Load(resources, failing);
    ASSERT_THAT(importer, IsOk());
    ASSERT_THAT((*importer)->Import(file, {}, {}),
                HasCode(StatusCode::kUnavailable));
    const SourceResult result = Import(known, file);
    EXPECT_EQ(result.lines_before > 0, batches > 0);
    EXPECT_EQ(result.counts, expected.counts);
    EXPECT_EQ(known.records(), whole.records());
  }
}

TEST(KnownImporterTest, AFileThatWasChangedIsReadFromItsBegin) {
  const Folder folder;
  std::string bytes;
  for (uint64_t n = 0; n < 3000; ++n) bytes += bench::MadeItem(n) + "\n";
  const std::string file = folder.File("items.json", bytes);
  MemoryKnownEntities known;
  Failing failing(known, 1);
  const Resources resources = Resources::Embedded();
  const auto importer = KnownImporter::Load(resources, failing);
  ASSERT_THAT(importer, IsOk());
  ASSERT_FALSE((*importer)->Import(file, {}, {}).ok());
  folder.File("items.json", bytes + bench::MadeItem(3000) + "\n");
  EXPECT_EQ(Import(known, file).lines_before, 0);
}

TEST(LineReaderTest, LinesOfAnyLengthAreToldApart) {
  const Folder folder;
  constexpr size_t kLimit = 1000;
  const std::string longest(kLimit, 'a');
  const std::string bytes = longest + "\n" + longest + "b\n" +
                            std::string(600'000, 'c') + "\n\nd\r\ne";
  auto reader = LineReader::Open(folder.File("a", bytes), kLimit);
  ASSERT_THAT(reader, IsOk());
  std::vector<std::string> seen;
  std::vector<uint64_t> begins = {reader->offset()};
  LineReader::Line line;
  while (reader->Next(&line)) {
    seen.push_back(line.is_too_long ? "too long" : std::string(line.text));
    begins.push_back(reader->offset());
    EXPECT_EQ(line.number, seen.size());
  }
  EXPECT_THAT(reader->status(), IsOk());
  EXPECT_THAT(seen, ElementsAre(longest, "too long", "too long", "", "d", "e"));
  EXPECT_EQ(begins.back(), bytes.size());
  for (size_t i = 0; i + 1 < begins.size(); ++i) {
    auto again = LineReader::Open(folder.File("a", bytes), kLimit);
    ASSERT_THAT(again, IsOk());
    ASSERT_THAT(again->Seek(begins[i], i), IsOk());
    ASSERT_TRUE(again->Next(&line));
    EXPECT_EQ(line.is_too_long ? "too long" : std::string(line.text), seen[i]);
    EXPECT_EQ(line.number, i + 1);
  }
  EXPECT_FALSE(reader->Seek(5, 0).ok());
}

}  // namespace
}  // namespace annals
