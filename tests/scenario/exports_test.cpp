// SPDX-License-Identifier: MIT
// What exports ask for and refuse. That each format holds the map is seen by programs that are not
// ours: read_back.py and read_letter.py.
#include "program.h"
#include "scans.h"

#include "base/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* request =
    R"({ "format": "mesomap.request", "version": 1, "seed": 7, "zones": [
  { "name": "left cheek", "technique": "skin_booster",
    "strokes": [ { "mode": "add", "radius_mm": 12, "path_mm": [[50, -24, 68]] } ] } ] })";

class Exports : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        folder_ = test::fresh_folder("exports");
        base::write_file(folder_ / "request.json", request);
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
    EXPECT_THAT(text, HasSubstr("left cheek: 1-"));
    EXPECT_THAT(output_of("pdfinfo " + at("card.pdf")), HasSubstr("Pages:           1"));
}

}  // namespace
