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
    EXPECT_THAT(result.output, HasSubstr("Without the landmark inion these are not placed:"));
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

TEST_F(StructuresInPictures, NeedLandmarks)
{
    const auto result = render({"--structures"}, "picture.png");
    test::expect_one_sentence(result);
    EXPECT_THAT(result.errors, HasSubstr("give --landmarks"));
}

}  // namespace
