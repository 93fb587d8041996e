// SPDX-License-Identifier: MIT
// Landmarks and structures at the command line, on the reference face.
#include "program.h"
#include "scans.h"

#include "base/file.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <functional>

namespace {

using nlohmann::json;
using testing::HasSubstr;

class StructuresInPictures : public testing::Test {
protected:
    void SetUp() override
    {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder = test::fresh_folder(std::string("structures_") + test->name());
    }

    /// The reference face's landmarks, changed.
    std::string landmarks(const std::function<void(json&)>& change = {}) const
    {
        json file = json::parse(base::read_file(test::reference_model("face.landmarks.json")));
        if (change) change(file["landmarks"]);
        base::write_file(folder / "landmarks.json", file.dump());
        return (folder / "landmarks.json").string();
    }

    test::ProgramResult render(std::vector<std::string> more, const std::string& name) const
    {
        more.insert(more.begin(),
                    {"render",
                     test::reference_model("face.ply").string(),
                     "--size",
                     "320x240",
                     "--out",
                     (folder / name).string()});
        return test::run_program(more);
    }

    std::filesystem::path folder;
};

TEST_F(StructuresInPictures, AreDrawnAndWhatIsNotPlacedIsSaid)
{
    const auto result = render({"--structures", "--landmarks", landmarks()}, "with.png");
    if (result.errors.find("No Vulkan device") != std::string::npos) GTEST_SKIP() << result.errors;
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_THAT(result.output,
                HasSubstr("Without the landmark inion one structure is not placed:"));
    EXPECT_THAT(result.output, testing::Not(HasSubstr("safe")));
    ASSERT_EQ(render({}, "without.png").exit_code, 0);
    EXPECT_NE(base::read_file(folder / "with.png"), base::read_file(folder / "without.png"));
}

TEST_F(StructuresInPictures, OfAMirroredScanAreRefused)
{
    const auto mirrored = landmarks([](json& places) {
        for (auto& [name, place] : places.items())
            place[0] = -place[0].get<double>();
    });
    const auto result = render({"--structures", "--landmarks", mirrored}, "picture.png");
    test::expect_one_sentence(result);
    EXPECT_THAT(result.errors, HasSubstr("Left and right are swapped"));
    EXPECT_FALSE(std::filesystem::exists(folder / "picture.png"));
}

TEST_F(StructuresInPictures, RegionsAreDrawn)
{
    const auto result = render({"--regions", "--landmarks", landmarks()}, "regions.png");
    if (result.errors.find("No Vulkan device") != std::string::npos) GTEST_SKIP() << result.errors;
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_GT(base::read_file(folder / "regions.png").size(), 10000u);
}

/// On the front of the left thigh, and over to its outer side.
constexpr const char* thigh = R"({"format": "mesomap.request", "version": 1, "zones": [
    {"name": "right thigh", "technique": "idp", "layer": "dhj",
     "strokes": [{"mode": "add", "radius_mm": 30, "path_mm": [[94, 660, 90], [140, 650, 70]]}]}]})";

TEST_F(StructuresInPictures, RegionsOfABodyAreDrawnAndToldOfAZone)
{
    const std::string body = test::reference_model("body.ply").string();
    const std::string places = test::reference_model("body.landmarks.json").string();
    base::write_file(folder / "request.json", thigh);
    const std::string map = (folder / "map.json").string();
    const auto planned = test::run_program({"plan",
                                            (folder / "request.json").string(),
                                            "--scan",
                                            body,
                                            "--landmarks",
                                            places,
                                            "--out",
                                            map});
    ASSERT_EQ(planned.exit_code, 0) << planned.errors;
    // A check that passed stands in the map alone.
    EXPECT_THAT(base::read_file(map),
                testing::ContainsRegex("lies on: left thigh (anterior|outer) [0-9]+ %, left thigh "
                                       "(anterior|outer) [0-9]+ %[.]"));
    EXPECT_THAT(planned.output, HasSubstr("lies on the patient's left, other than its name says"));
    const auto verified = test::run_program({"verify", map, "--scan", body});
    EXPECT_EQ(verified.exit_code, 0) << verified.output << verified.errors;

    const auto drawn = test::run_program({"render",
                                          body,
                                          "--regions",
                                          "--landmarks",
                                          places,
                                          "--size",
                                          "320x240",
                                          "--out",
                                          (folder / "regions.png").string()});
    if (drawn.errors.find("No Vulkan device") != std::string::npos) GTEST_SKIP() << drawn.errors;
    EXPECT_EQ(drawn.exit_code, 0) << drawn.errors;
    EXPECT_GT(base::read_file(folder / "regions.png").size(), 10000u);
}

TEST_F(StructuresInPictures, NeedLandmarks)
{
    const auto result = render({"--structures"}, "picture.png");
    test::expect_one_sentence(result);
    EXPECT_THAT(result.errors, HasSubstr("give --landmarks"));
}

class PlansWithLandmarks : public StructuresInPictures {
protected:
    test::ProgramResult plan(const std::vector<std::string>& more) const
    {
        std::vector<std::string> arguments{"plan",
                                           request(),
                                           "--scan",
                                           test::reference_model("face.ply").string(),
                                           "--out",
                                           map()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return test::run_program(arguments);
    }

    /// From the eye down to the cheek: some of it is no-go.
    std::string request() const
    {
        base::write_file(folder / "request.json",
                         R"({"format": "mesomap.request", "version": 1, "zones": [
                             {"name": "cheek", "technique": "skin_booster", "spacing_mm": 6,
                              "depth_mm": 1.6,
                              "strokes": [{"mode": "add", "radius_mm": 12,
                                           "path_mm": [[31, 5, 82], [34, -24, 84]]}]}]})");
        return (folder / "request.json").string();
    }
    std::string map() const { return (folder / "map.json").string(); }
};

TEST_F(PlansWithLandmarks, LeaveOutTheNoGoAndSayHowManyPointsItTakes)
{
    const auto result = plan({"--landmarks", landmarks()});
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_THAT(result.output,
                HasSubstr("the left eye and orbit is no-go; with its margin of 3 mm "
                          "it takes"));
    EXPECT_THAT(result.output, testing::ContainsRegex("cm2 of the zone, about [0-9]+ points"));
    EXPECT_THAT(result.output, HasSubstr("where no point is deeper than 1.5 mm instead of 1.6 mm"));
    EXPECT_THAT(result.output, testing::Not(HasSubstr("safe")));
    const auto verified =
        test::run_program({"verify", map(), "--scan", test::reference_model("face.ply").string()});
    EXPECT_EQ(verified.exit_code, 0) << verified.output << verified.errors;

    const auto drawn = render({"--map", map(), "--structures"}, "plan.png");
    EXPECT_TRUE(drawn.exit_code == 0 || drawn.errors.find("No Vulkan") != std::string::npos)
        << drawn.errors;
    const json written = json::parse(base::read_file(map()));
    for (const json& point : written["points"])
        EXPECT_LT(point["position_mm"][1], 2) << "below the orbit's lower rim";
}

TEST_F(PlansWithLandmarks, WithoutThemSayWhatIsNotKnown)
{
    const auto result = plan({});
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_THAT(result.output, HasSubstr("without landmarks nothing is known of the arteries"));
    const auto drawn = render({"--map", map(), "--structures"}, "plan.png");
    test::expect_one_sentence(drawn);
    EXPECT_THAT(drawn.errors, HasSubstr("was planned without landmarks"));
}

TEST_F(PlansWithLandmarks, OfAnotherPersonAreRefusedAndNothingIsWritten)
{
    const auto result = plan({"--landmarks", landmarks([](json& places) {
                                  for (auto& [name, place] : places.items())
                                      place[1] = place[1].get<double>() + 40;
                              })});
    test::expect_one_sentence(result);
    EXPECT_THAT(result.errors, HasSubstr("mm off the skin"));
    EXPECT_FALSE(std::filesystem::exists(map()));
}

}  // namespace
