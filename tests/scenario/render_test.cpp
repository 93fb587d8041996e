// SPDX-License-Identifier: MIT
#include "program.h"

#include "base/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <set>

namespace {

namespace fs = std::filesystem;

/// A closed box of 100 x 75 x 50, as quads.
const std::string box_obj = "v 0 0 0\nv 100 0 0\nv 100 75 0\nv 0 75 0\n"
                            "v 0 0 50\nv 100 0 50\nv 100 75 50\nv 0 75 50\n"
                            "f 4 3 2 1\nf 5 6 7 8\nf 1 2 6 5\nf 3 4 8 7\nf 2 3 7 6\nf 4 1 5 8\n";

class RenderCommand : public testing::Test {
protected:
    void SetUp() override
    {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder = test::fresh_folder(std::string("render_") + test->name());
        base::write_file(folder / "box.obj", box_obj);
    }

    test::ProgramResult render(std::vector<std::string> more) const
    {
        if (std::ranges::find(more, "--out") == more.end())
            more.insert(more.begin(), {"--out", picture().string()});
        more.insert(more.begin(), {"render", (folder / "box.obj").string(), "--unit", "mm"});
        return test::run_program(more);
    }
    fs::path picture() const { return folder / "picture.png"; }

    void expect_refused(const std::vector<std::string>& more, const std::string& sentence) const
    {
        const test::ProgramResult result = render(more);
        EXPECT_NE(result.exit_code, 0);
        EXPECT_EQ(result.output, "");
        EXPECT_EQ(result.errors, "mesomap: " + sentence + "\n");
        EXPECT_FALSE(fs::exists(picture()));
    }

    fs::path folder;
};

/// Big-endian, as PNG has its width and height.
std::uint32_t word_at(const std::string& bytes, std::size_t offset)
{
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 4; ++i)
        word = word << 8 | static_cast<unsigned char>(bytes[offset + i]);
    return word;
}

TEST_F(RenderCommand, WritesAPngOfTheWishedSizeTwiceTheSame)
{
    const test::ProgramResult result = render({"--view", "three-quarter", "--size", "320x200"});
    if (result.errors.find("No Vulkan device") != std::string::npos) GTEST_SKIP() << result.errors;
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    const std::string first = base::read_file(picture());
    EXPECT_EQ(first.substr(1, 3), "PNG");
    EXPECT_EQ(word_at(first, 16), 320u);
    EXPECT_EQ(word_at(first, 20), 200u);
    render({"--view", "three-quarter", "--size", "320x200"});
    EXPECT_EQ(base::read_file(picture()), first);
}

class RenderCommandWithMap : public RenderCommand {
protected:
    void SetUp() override
    {
        RenderCommand::SetUp();
        base::write_file(folder / "request.json",
                         R"({"format": "mesomap.request", "version": 1, "unit": "mm", "seed": 7,
                             "zones": [{"name": "plate", "technique": "skin_booster",
                                        "spacing_mm": 5,
                                        "strokes": [{"mode": "add", "radius_mm": 15,
                                                     "path_mm": [[50, 37.5, 50]]}]}]})");
        const test::ProgramResult result = test::run_program({"plan",
                                                              (folder / "request.json").string(),
                                                              "--scan",
                                                              (folder / "box.obj").string(),
                                                              "--out",
                                                              map().string(),
                                                              "--device",
                                                              "cpu"});
        ASSERT_EQ(result.exit_code, 0) << result.errors;
    }
    fs::path map() const { return folder / "map.json"; }
};

TEST_F(RenderCommandWithMap, ThePlanIsSeen)
{
    const auto picture_with = [&](const std::string& view, bool with_map) {
        std::vector<std::string> more{"--view", view, "--size", "230x230"};  // too small for words
        if (with_map) more.insert(more.end(), {"--frame", "scan", "--map", map().string()});
        const test::ProgramResult result = render(more);
        EXPECT_EQ(result.exit_code, 0) << result.errors;
        return base::read_file(picture());
    };
    const test::ProgramResult trial = render({"--size", "64x64"});
    if (trial.errors.find("No Vulkan device") != std::string::npos) GTEST_SKIP() << trial.errors;
    EXPECT_NE(picture_with("front", true), picture_with("front", false));
}

TEST_F(RenderCommandWithMap, APairASheetAFilmAndAnInsetAreMade)
{
    const test::ProgramResult trial = render({"--size", "64x64"});
    if (trial.errors.find("No Vulkan device") != std::string::npos) GTEST_SKIP() << trial.errors;
    std::set<std::string> pictures;
    for (const std::vector<std::string>& kind : {std::vector<std::string>{},
                                                 {"--after-map", map().string()},
                                                 {"--sheet"},
                                                 {"--inset", "1", "--region", "abdomen"},
                                                 {"--numbers", "off"}}) {
        std::vector<std::string> more{"--size", "403x301", "--map", map().string()};
        more.insert(more.end(), kind.begin(), kind.end());
        const test::ProgramResult result = render(more);
        ASSERT_EQ(result.exit_code, 0) << result.errors;
        const std::string bytes = base::read_file(picture());
        EXPECT_EQ(word_at(bytes, 16), 403u);
        EXPECT_EQ(word_at(bytes, 20), 301u);
        pictures.insert(bytes);
    }
    EXPECT_EQ(pictures.size(), 5u);
    fs::remove(picture());
    const std::string film = (folder / "film").string();
    const test::ProgramResult result =
        render({"--size", "64x64", "--turntable", "2", "--out", film});
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_NE(base::read_file(film + "/frame-0001.png"), base::read_file(film + "/frame-0002.png"));
    EXPECT_EQ(std::distance(fs::directory_iterator(film), {}), 2);
}

TEST_F(RenderCommandWithMap, AFilmOfViewsShowsEachUntilTheNextAndNoNeedleToThePatient)
{
    const test::ProgramResult trial =
        render({"--size", "64x64", "--out", (folder / "trial.png").string()});
    if (trial.errors.find("No Vulkan device") != std::string::npos) GTEST_SKIP() << trial.errors;
    const auto step = [](const char* at_s, const char* to) {
        return std::string("{\"at_s\":") + at_s + ",\"to\":\"" + to +
               "\",\"pivot_mm\":[50,37,25],\"distance_mm\":500,\"yaw_deg\":10,"
               "\"pitch_deg\":5}\n";
    };
    base::write_file(folder / "views.jsonl",
                     "{\"format\":\"mesomap.views\",\"version\":1}\n" + step("0", "practitioner") +
                         step("0.125", "patient"));
    const auto film_of = [&](const std::vector<std::string>& more, const char* name) {
        std::vector<std::string> words{"--size", "200x150", "--views", folder / "views.jsonl"};
        words.insert(words.end(), more.begin(), more.end());
        words.insert(words.end(), {"--out", (folder / name).string()});
        const test::ProgramResult result = render(words);
        EXPECT_EQ(result.exit_code, 0) << result.errors;
        return folder / name;
    };
    const fs::path film = film_of({"--map", map().string()}, "film");
    const auto frame = [&](int number) {
        return base::read_file(film / ("frame-000" + std::to_string(number) + ".png"));
    };
    EXPECT_EQ(std::distance(fs::directory_iterator(film), {}), 3 + 24);
    EXPECT_EQ(frame(1), frame(3));
    EXPECT_NE(frame(3), frame(4));
    EXPECT_EQ(frame(4), frame(9));
    base::write_file(folder / "other.jsonl", "{\"format\":\"mesomap.request\",\"version\":1}\n");
    expect_refused({"--views", (folder / "other.jsonl").string()},
                   "other.jsonl is not a document of format mesomap.views.");
}

TEST_F(RenderCommandWithMap, AnInsetThatCannotBeIsRefused)
{
    const std::string m = map().string();
    expect_refused({"--inset", "1"}, "--inset looks into a point of a map: give --map.");
    expect_refused({"--map", m, "--inset", "none"},
                   "--inset none is no number of a point: 1, 2, 3, ...");
    expect_refused({"--map", m, "--inset", "1"},
                   "The name of the zone \"plate\" does not tell where its skin is; say --region "
                   "(forehead, cheek_lateral, scalp, ...).");
    expect_refused({"--map", m, "--sheet", "--inset", "1"},
                   "--inset belongs to a picture of one view.");
    expect_refused({"--map", m, "--region", "scalp"},
                   "--region tells where the skin of --inset is: give --inset.");
}

TEST_F(RenderCommandWithMap, AChangedMapGivesNoPicture)
{
    std::string text = base::read_file(map());
    const std::size_t depth = text.find("\"depth_mm\":");
    ASSERT_NE(depth, std::string::npos);
    char& digit = text[text.find_first_of("0123456789", depth)];
    digit = digit == '9' ? '8' : char(digit + 1);
    base::write_file(map(), text);
    expect_refused({"--map", map().string()},
                   "map.json: the checksum does not fit the map; something was changed.");
}

TEST_F(RenderCommandWithMap, AMapOfAnotherScanGivesNoPicture)
{
    base::write_file(folder / "box.obj", "# another\n" + box_obj);
    const test::ProgramResult result = render({"--map", map().string()});
    EXPECT_NE(result.exit_code, 0);
    EXPECT_THAT(result.errors, testing::HasSubstr("was not made for box.obj"));
    EXPECT_FALSE(fs::exists(picture()));
}

TEST_F(RenderCommandWithMap, AMissingMapGivesNoPicture)
{
    const test::ProgramResult result = render({"--map", (folder / "none.json").string()});
    EXPECT_NE(result.exit_code, 0);
    EXPECT_THAT(result.errors, testing::HasSubstr("Cannot read"));
    EXPECT_FALSE(fs::exists(picture()));
}

TEST_F(RenderCommandWithMap, AUnitThatContradictsTheMapIsRefused)
{
    const test::ProgramResult result = test::run_program({"render",
                                                          (folder / "box.obj").string(),
                                                          "--map",
                                                          map().string(),
                                                          "--unit",
                                                          "cm",
                                                          "--out",
                                                          picture().string()});
    EXPECT_EQ(result.errors,
              "mesomap: --unit cm contradicts map.json, which has its scan in mm.\n");
    EXPECT_FALSE(fs::exists(picture()));
}

TEST_F(RenderCommand, ATransparentPictureHasOpacityWhereTheScanIs)
{
    const test::ProgramResult result = render({"--background", "transparent", "--size", "64x64"});
    if (result.errors.find("No Vulkan device") != std::string::npos) GTEST_SKIP() << result.errors;
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    constexpr char red_green_blue_opacity = 6;  // PNG's colour type
    EXPECT_EQ(base::read_file(picture())[25], red_green_blue_opacity);
}

TEST_F(RenderCommand, AFilmThatCannotBeWrittenIsRefusedBeforeItIsMade)
{
    const auto film = [&](const std::string& frames, const fs::path& out) {
        return render({"--turntable", frames, "--out", out.string()});
    };
    EXPECT_EQ(film("1", folder / "film").errors,
              "mesomap: --turntable 1 is no number of frames from 2 to 3600.\n");
    EXPECT_EQ(film("2", folder / "box.obj").errors,
              "mesomap: " + (folder / "box.obj").string() +
                  " is there already; a film's frames need a new folder, or a file name that ends "
                  "with .mp4 or .gif.\n");
    const std::string path = std::getenv("PATH");
    ::setenv("PATH", folder.c_str(), 1);
    const test::ProgramResult result = film("2", folder / "film.mp4");
    ::setenv("PATH", path.c_str(), 1);
    EXPECT_EQ(result.errors,
              "mesomap: film.mp4 needs ffmpeg, which is not installed; name a folder to get the "
              "frames as PNG.\n");
    EXPECT_NE(result.exit_code, 0);
    EXPECT_FALSE(fs::exists(folder / "film.mp4"));
}

TEST_F(RenderCommand, KindsOfPicturesThatExcludeEachOtherAreRefused)
{
    expect_refused({"--sheet", "--turntable", "8"},
                   "Choose one of --sheet, --turntable, --views and --after.");
}

TEST_F(RenderCommand, AnUnknownViewIsRefused)
{
    expect_refused({"--view", "inside"},
                   "There is no view \"inside\"; the views are front, left, right, back, top, "
                   "three-quarter, left-45, right-45, crown.");
}

TEST_F(RenderCommand, ASizeThatIsNoneIsRefused)
{
    for (const std::string size : {"",
                                   "x",
                                   "800",
                                   "800x",
                                   "x600",
                                   "800x600x3",
                                   "-800x600",
                                   "8x8",
                                   "99999x600",
                                   "800.5x600",
                                   "800 x 600",
                                   "99999999999999999999x1"})
        expect_refused({"--size", size},
                       "--size " + size +
                           " is no picture size; say WIDTHxHEIGHT in pixels, each "
                           "from 64 to 8192.");
}

TEST_F(RenderCommand, AFolderIsNoPlaceForAPicture)
{
    fs::create_directory(picture());
    const test::ProgramResult result = render({"--size", "64x64"});
    EXPECT_NE(result.exit_code, 0);
    EXPECT_THAT(result.errors, testing::HasSubstr("Cannot write"));
    EXPECT_TRUE(fs::is_directory(picture()));
}

}  // namespace
