// SPDX-License-Identifier: MIT
// Views as data: written, read, recorded and shown again, without a window.
#include "base/error.h"
#include "shell/view_tape.h"
#include "tools/views.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::HasSubstr;
using tools::ViewStep;

const std::vector<ViewStep> three{{0, {{1.5, -2, 1.0 / 3}, 512.25, 0.5, -0.1}, false},
                                  {1.25, {{0, 0, 0}, 40, -3.1, 1.5707963267948966}, true},
                                  {4, {{0, 0, 7}, 300, 0, 0}, false}};

/// The sentence with which a text is refused; empty if it is taken.
std::string refusal_of(const std::string& text)
{
    try {
        tools::views_in(text, "film.jsonl");
    } catch (const base::Error& problem) {
        return problem.what();
    }
    return {};
}

TEST(Views, AreReadAsTheyWereWritten)
{
    const std::string text = tools::text_of(three);
    const std::vector<ViewStep> read = tools::views_in(text, "film.jsonl");
    ASSERT_EQ(read.size(), three.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        EXPECT_EQ(read[i].at_s, three[i].at_s);
        EXPECT_EQ(read[i].to_patient, three[i].to_patient);
        tools::Turntable one, other;
        one.stand(read[i].stance);
        other.stand(three[i].stance);
        EXPECT_LT(glm::distance(one.camera().eye, other.camera().eye), 1e-9);
        EXPECT_LT(glm::distance(one.camera().right, other.camera().right), 1e-12);
    }
    EXPECT_EQ(tools::text_of(read), text);
}

TEST(Views, AreRefusedWithTheLineThatIsWrong)
{
    const std::string head = "{\"format\":\"mesomap.views\",\"version\":1}\n";
    const std::string good = tools::text_of(three).substr(head.size());
    EXPECT_EQ(refusal_of(head + good), "");
    EXPECT_THAT(refusal_of(good), HasSubstr("not a document of format mesomap.views"));
    EXPECT_THAT(refusal_of(""), HasSubstr("film.jsonl, line 1"));
    EXPECT_THAT(refusal_of(head), HasSubstr("holds no view"));
    EXPECT_THAT(refusal_of("{\"format\":\"mesomap.views\",\"version\":2}\n" + good),
                HasSubstr("reads version 1"));
    EXPECT_THAT(refusal_of(head + good + good), HasSubstr("line 5 is of an earlier time"));
    std::string far = good;
    far.replace(far.find("512.25"), 6, "1e9");
    EXPECT_THAT(refusal_of(head + far), HasSubstr("film.jsonl, line 2: distance_mm"));
    EXPECT_THAT(refusal_of(head + "{\"command\":\"set_seed\",\"seed\":1}\n"),
                HasSubstr("film.jsonl, line 2"));
}

TEST(Views, HoldUntilTheNext)
{
    EXPECT_EQ(tools::view_at(three, 0), three[0]);
    EXPECT_EQ(tools::view_at(three, 1.2499), three[0]);
    EXPECT_EQ(tools::view_at(three, 1.25), three[1]);
    EXPECT_EQ(tools::view_at(three, 100), three[2]);
}

TEST(ViewTape, ShowsEachStepAndNoneBeforeItsTime)
{
    shell::ViewTape tape({{}, three});
    EXPECT_EQ(tape.next(100), nullptr) << "not yet started";
    tape.start(100);
    EXPECT_EQ(*tape.next(100), three[0]);
    EXPECT_EQ(tape.next(101), nullptr);
    EXPECT_EQ(tape.wakes_in_s(101), 0.25);
    EXPECT_EQ(*tape.next(109), three[1]) << "late, but not left out";
    EXPECT_EQ(*tape.next(109), three[2]);
    EXPECT_EQ(tape.next(109), nullptr);
    EXPECT_FALSE(tape.wakes_in_s(109));
    EXPECT_FALSE(tape.replays());
}

}  // namespace
