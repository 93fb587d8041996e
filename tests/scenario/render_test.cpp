// SPDX-License-Identifier: MIT
#include "program.h"

#include "base/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

/// A closed box of 200 x 150 x 100, as quads.
const std::string box_obj = "v 0 0 0\nv 200 0 0\nv 200 150 0\nv 0 150 0\n"
                            "v 0 0 100\nv 200 0 100\nv 200 150 100\nv 0 150 100\n"
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
        more.insert(
            more.begin(),
            {"render", (folder / "box.obj").string(), "--unit", "mm", "--out", picture().string()});
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

TEST_F(RenderCommand, AnUnknownViewIsRefused)
{
    expect_refused({"--view", "inside"},
                   "There is no view \"inside\"; the views are front, left, right, back, top, "
                   "three-quarter.");
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
