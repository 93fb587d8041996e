// SPDX-License-Identifier: MIT
#include "clinic/depth.h"

#include "base/error.h"
#include "clinic/subjects.h"
#include "expected.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>
#include <sstream>

namespace {

using namespace clinic;

std::vector<Measured> measured_in(const std::string& text)
{
    std::vector<Measured> sites;
    for (const std::string& part : parts_of(text)) {
        std::istringstream words(part);
        std::string region, what;
        double mm = 0;
        words >> region >> what >> mm;
        Measured site{region, {}, {}, {}};
        (what == "total" ? site.total_mm : what == "fat" ? site.fat_mm : site.skull_mm) = mm;
        sites.push_back(site);
    }
    return sites;
}

SkinOwner owner_in(const test::ExpectedRow& row)
{
    SkinOwner owner;
    const std::string& sex = row.at("sex");
    owner.sex = sex == "female" ? Sex::female : sex == "male" ? Sex::male : Sex::unknown;
    if (!row.at("bmi").empty()) owner.bmi = std::stod(row.at("bmi"));
    owner.measured = measured_in(row.at("measured"));
    return owner;
}

std::optional<DepthCeiling> ceiling_in(const test::ExpectedRow& row, const Thickness& skin)
{
    if (row.at("technique").empty()) return std::nullopt;
    const Area* place = row.at("area").empty() ? nullptr : &area(row.at("area"));
    return depth_ceiling(technique(row.at("technique")), place, row.at("region"), skin);
}

TEST(Depth, IsWhatWasWorkedOutByHand)
{
    const auto rows = test::expected("depth");
    ASSERT_GE(rows.size(), 60u);
    for (const auto& row : rows) {
        SCOPED_TRACE(row.at("region") + " " + row.at("layer") + " " + row.at("sex") + ": " +
                     row.at("by_hand"));
        const Thickness skin = thickness_of(row.at("region"), owner_in(row));
        const DepthAnswer answer =
            aimed_depth(target_layer(row.at("layer")), skin, ceiling_in(row, skin));
        EXPECT_NEAR(answer.depth_mm, std::stod(row.at("depth_mm")), 1e-4);
        if (!row.at("low_mm").empty()) {
            EXPECT_NEAR(answer.layer.thin_mm, std::stod(row.at("low_mm")), 1e-4);
        }
        if (!row.at("high_mm").empty()) {
            EXPECT_NEAR(answer.layer.thick_mm, std::stod(row.at("high_mm")), 1e-4);
        }
        EXPECT_EQ(answer.reached, row.at("reached"));
        EXPECT_EQ(answer.limited ? answer.limited->by : "", row.at("limited_by"));
        if (row.at("inserted_mm").empty()) continue;
        const double inserted_mm =
            inserted_length_mm(answer.depth_mm, std::stod(row.at("angle_deg")));
        EXPECT_NEAR(inserted_mm, std::stod(row.at("inserted_mm")), 1e-3);
        EXPECT_EQ(inserted_mm <= needle(row.at("needle")).length_mm.value, row.at("fits") == "yes");
    }
}

TEST(Depth, InsertedLengthsAreTheTableOfTheNotes)
{
    // clinical.md 0.2: vertical depth with the whole needle in.
    EXPECT_NEAR(inserted_length_mm(1.04, 15), 4, 0.02);
    EXPECT_NEAR(inserted_length_mm(9.19, 45), 13, 0.01);
    EXPECT_NEAR(inserted_length_mm(5.20, 60), 6, 0.01);
}

TEST(Depth, LayersLieInOrderInEverySkin)
{
    for (const SkinLayers& layers : skin_layers())
        for (const Sex sex : {Sex::unknown, Sex::female, Sex::male}) {
            SCOPED_TRACE(layers.region);
            const Thickness skin = thickness_of(layers.region, {sex, 24.0, {}});
            double before_mm = 0;
            for (const TargetLayer& layer : target_layers()) {
                const double depth_mm = depth_of(layer, skin).depth_mm;
                EXPECT_GE(depth_mm, before_mm) << layer.id;
                before_mm = depth_mm;
            }
        }
}

TEST(Depth, AnUnknownLayerIsRefusedWithTheKnownOnes)
{
    try {
        target_layer("muscle");
        FAIL();
    } catch (const base::Error& refusal) {
        EXPECT_THAT(refusal.what(), testing::HasSubstr("mid_dermis"));
    }
}

TEST(Depth, BlendedSkinLiesBetweenItsRegions)
{
    const SkinOwner owner{Sex::female, {}, {}};
    const Thickness cheek = thickness_of("cheek_lateral", owner),
                    chin = thickness_of("chin", owner);
    const Thickness both = blended({{"cheek_lateral", 0.25}, {"chin", 0.75}}, owner);
    EXPECT_NEAR(both.total_mm, 0.25 * cheek.total_mm + 0.75 * chin.total_mm, 1e-12);
}

/// Random people and zones: no depth is beyond any of its limits.
TEST(Depth, OfTenThousandRandomPeopleStaysWithinItsLimits)
{
    std::mt19937 random(6);
    const auto one_of = [&random](const auto& list) -> const auto&
    {
        return list[random() % list.size()];
    };
    const auto between = [&random](double low, double high) {
        return low + (high - low) * double(random() % 100'001) / 100'000;
    };
    for (int person = 0; person < 10'000; ++person) {
        SkinOwner owner{Sex(random() % 3), between(15, 50), {}};
        if (random() % 4 == 0)
            owner.measured.push_back({one_of(skin_layers()).region, between(0.6, 3.5), {}, {}});
        if (random() % 4 == 0) owner.measured.push_back({"scalp", {}, {}, between(1, 8)});
        const Technique& how = one_of(techniques());
        const Area& where = one_of(areas());
        const Thickness skin = thickness_of(where.skin, owner);
        const DepthAnswer answer = aimed_depth(
            one_of(target_layers()), skin, depth_ceiling(how, &where, where.skin, skin));
        ASSERT_GE(answer.depth_mm, 0);
        ASSERT_LE(answer.depth_mm, answer.layer.depth_mm);
        if (where.depth_max_mm) {
            ASSERT_LE(answer.depth_mm, where.depth_max_mm->value);
        }
        if (how.published_depth_mm.max) {
            ASSERT_LE(answer.depth_mm, how.published_depth_mm.max->value);
        }
        if (where.part == "scalp" && skin.skull_mm) {
            ASSERT_LE(answer.depth_mm, std::max(0.0, *skin.skull_mm - 1.5) + 1e-12);
        }
    }
}

}  // namespace
