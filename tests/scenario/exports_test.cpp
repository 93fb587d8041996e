// SPDX-License-Identifier: MIT
// An L on the left cheek goes through every format, and programs that are not ours read it:
// Python's own modules (read_exports.py), poppler, and DCMTK and Orthanc (read_dicom.py).
#include "program.h"
#include "scans.h"

#include "base/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <regex>
#include <set>

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// Down the cheek and then, at its foot, toward the ear: to the right for who looks at it.
constexpr const char* letter = R"({ "format": "mesomap.request", "version": 1, "seed": 7, "zones": [
  { "name": "L", "technique": "skin_booster", "pattern": "line", "spacing_mm": 3,
    "line_mm": [[50, -8, 74], [53, -38, 64], [58, -38, 46]],
    "strokes": [ { "mode": "add", "radius_mm": 22, "path_mm": [[50, -24, 68]] } ] } ] })";

class Exports : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        folder_ = test::fresh_folder("exports");
        base::write_file(folder_ / "request.json", letter);
        const auto planned = test::run_program(
            {"plan", at("request.json"), "--scan", scan(), "--out", at("map.json")});
        ASSERT_EQ(planned.exit_code, 0) << planned.errors;
    }

    static std::string scan() { return test::reference_model("face.ply").string(); }
    static std::string at(const char* name) { return (folder_ / name).string(); }

    static test::ProgramResult exported(const std::string& format, const char* name)
    {
        return test::run_program(
            {"export", at("map.json"), "--scan", scan(), "--format", format, "--out", at(name)});
    }

    /// What a command prints.
    static std::string output_of(const std::string& command)
    {
        const std::string out = at("output.txt");
        EXPECT_EQ(std::system((command + " >" + out + " 2>&1").c_str()), 0) << base::read_file(out);
        return base::read_file(out);
    }

    static fs::path folder_;
};

fs::path Exports::folder_;

TEST_F(Exports, BringAnLOnTheLeftCheekToTheLeftAndNotMirrored)
{
    for (const auto& [format, name] : {std::pair{"csv", "points.csv"},
                                       {"ply", "points.ply"},
                                       {"slicer", "points.mrk.json"},
                                       {"ros", "poses.yaml"},
                                       {"glb", "plan.glb"},
                                       {"stencil", "stencil.svg"}})
        ASSERT_EQ(exported(format, name).exit_code, 0) << format;
    const auto patient = exported("patient", "patient.html");
    if (patient.exit_code != 0) {
        EXPECT_THAT(patient.errors, HasSubstr("it was made without npm"));
    }
    const fs::path reader = test::source_folder() / "tests/scenario/read_exports.py";
    std::cout << output_of("python3 " + reader.string() + " " + at("map.json") + " " +
                           folder_.string());
}

struct Word {
    double x_pt, y_pt;  // its top left corner
    std::string text;
};

/// By poppler's pdftotext.
std::vector<Word> words_of(const std::string& boxes)
{
    std::vector<Word> words;
    const std::regex word(R"re(<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>)re");
    for (std::sregex_iterator it(boxes.begin(), boxes.end(), word), end; it != end; ++it)
        words.push_back({std::stod((*it)[1]), std::stod((*it)[2]), (*it)[3]});
    return words;
}

TEST_F(Exports, PrintTheLUprightOnAPageOfA4)
{
    if (std::system("pdftotext -v >/dev/null 2>&1") != 0) GTEST_SKIP() << "no poppler here";
    ASSERT_EQ(exported("stencil", "stencil.pdf").exit_code, 0);
    EXPECT_THAT(output_of("pdfinfo " + at("stencil.pdf")), HasSubstr("(A4)"));
    std::vector<Word> numbers;
    std::set<std::string> known;
    for (const Word& word : words_of(output_of("pdftotext -bbox " + at("stencil.pdf") + " -"))) {
        known.insert(word.text);
        constexpr double inside_window_pt = 37 * 72 / 25.4;
        const bool is_number = word.text.find_first_not_of("0123456789") == word.text.npos;
        if (is_number && word.y_pt > inside_window_pt) numbers.push_back(word);
    }
    for (const char* words : {"front", "back", "up", "down", "1:1."})
        EXPECT_TRUE(known.contains(words)) << words;
    ASSERT_GT(numbers.size(), 12u);
    // The foot is at the bottom and goes to the right.
    const auto by_x = [](const Word& a, const Word& b) { return a.x_pt < b.x_pt; };
    const auto by_y = [](const Word& a, const Word& b) { return a.y_pt < b.y_pt; };
    const Word& right = *std::ranges::max_element(numbers, by_x);
    const Word& top = *std::ranges::min_element(numbers, by_y);
    EXPECT_GT(right.y_pt, top.y_pt + 40);
    EXPECT_GT(right.x_pt, top.x_pt + 20);
}

TEST_F(Exports, GoToAnArchiveAsDicomAndComeBackTheSame)
{
    if (std::system("dcmdump --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "no DCMTK here";
    const fs::path folder = folder_ / "dicom";
    fs::create_directories(folder);
    ASSERT_EQ(exported("dicom-pdf", "dicom/chart.dcm").exit_code, 0);
    ASSERT_EQ(exported("dicom-stl", "dicom/plan.dcm").exit_code, 0);
    const fs::path reader = test::source_folder() / "tests/scenario/read_dicom.py";
    std::cout << output_of("python3 " + reader.string() + " " + at("map.json") + " " +
                           folder.string());
}

TEST_F(Exports, SayWhatTheyNeed)
{
    for (const char* format : {"glb", "stencil", "patient", "dicom-pdf", "dicom-stl"}) {
        const auto refused =
            test::run_program({"export", at("map.json"), "--format", format, "--out", at("x.pdf")});
        test::expect_one_sentence(refused);
        EXPECT_THAT(refused.errors, HasSubstr("give --scan"));
    }
    const auto refused = exported("stencil", "stencil.png");
    test::expect_one_sentence(refused);
    EXPECT_FALSE(fs::exists(folder_ / "stencil.png"));
}

TEST_F(Exports, WriteASettingsCard)
{
    if (std::system("pdftotext -v >/dev/null 2>&1") != 0) GTEST_SKIP() << "no poppler here";
    ASSERT_EQ(exported("card", "card.pdf").exit_code, 0);
    const std::string text = output_of("pdftotext -layout " + at("card.pdf") + " -");
    EXPECT_THAT(text, HasSubstr("Settings card"));
    EXPECT_THAT(text, HasSubstr("L: 1-"));
    EXPECT_THAT(output_of("pdfinfo " + at("card.pdf")), HasSubstr("Pages:           1"));
}

}  // namespace
