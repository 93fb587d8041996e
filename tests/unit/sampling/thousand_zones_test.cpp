// SPDX-License-Identifier: MIT
// A thousand random zones on four people keep the sampler's promises: spacing, cover, the same
// bytes from any number of threads, and points that stay where they are far from an edit. Also,
// what is sampled anew only around an edit is what sampling all would give.
//
// Each part is a test of its own, so that parts run side by side. To look at one zone alone:
// MESOMAP_ZONE=713 unit_tests --gtest_filter='*ThousandZones*'
#include "geometry/skin_distance.h"
#include "promises.h"
#include "random_zones.h"
#include "sampling/cpu_sampler.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <map>

namespace {

using geometry::SurfacePoint;
using geometry::TriangleId;
using geometry::VertexId;
using sampling::SampledPoint;
using sampling::SampleSet;
using test::Person;
using test::RandomZones;
using zones::ZoneField;

constexpr unsigned parts = 20, zones_in_part = 50;
constexpr double infinity = std::numeric_limits<double>::infinity();

// A point farther than this many spacings from every place that an edit changed stays as it is.
constexpr double edits_travel_at_most = 6;

const Person& person_of(unsigned part)
{
    constexpr std::array<std::array<const char*, 2>, 4> files{{{"head-01.obj", "face.ply"},
                                                               {"head-02.ply", "scalp.ply"},
                                                               {"body-f.obj", "body.ply"},
                                                               {nullptr, "face.ply"}}};
    static std::map<unsigned, Person> people;
    const auto& [real, model] = files[part % files.size()];
    return people.try_emplace(part % files.size(), real, model).first->second;
}

std::vector<test::JudgedPoint> judged(const std::vector<SampledPoint>& points)
{
    std::vector<test::JudgedPoint> result;
    for (const SampledPoint& point : points)
        result.push_back({point.zone, point.place(), point.given});
    return result;
}

// ---- What an edit changed, and how far from it points changed ----

/// Places of the skin that came into a zone or left one.
std::vector<SurfacePoint> changed_places(const RandomZones& zones)
{
    const geometry::Surface& surface = zones.ground->surface;
    std::vector<SurfacePoint> places;
    for (std::size_t zone = 0; zone < zones.before.size(); ++zone) {
        const double inset = zone == 0 ? zones.inset_mm * ZoneField::steps_per_mm : 0;
        for (std::size_t t = 0; t < surface.mesh.triangles.size(); ++t) {
            int inside_before = 0, inside_after = 0;
            bool differs = false;
            for (int corner = 0; corner < 3; ++corner) {
                const VertexId vertex(surface.mesh.triangles[t][corner]);
                const auto before = zones.before[zone][vertex], after = zones.after[zone][vertex];
                inside_before += before + inset < 0;
                inside_after += after + inset < 0;
                differs |= before != after;
            }
            if (!differs || (inside_before == inside_after && inside_before % 3 == 0)) continue;
            for (const glm::ivec3& weights : surface.corner_weights[t])
                places.push_back({surface.source[t], glm::dvec3(weights) / double(1 << 20)});
        }
    }
    return places;
}

/// Points that are in one of two sets only.
std::vector<SampledPoint> difference(std::vector<SampledPoint> a, std::vector<SampledPoint> b)
{
    const auto key = [](const SampledPoint& p) {
        return std::array{
            p.zone, p.triangle, std::uint32_t(p.weights.x), std::uint32_t(p.weights.y)};
    };
    std::ranges::sort(a, {}, key);
    std::ranges::sort(b, {}, key);
    std::vector<SampledPoint> result;
    std::ranges::set_symmetric_difference(a, b, std::back_inserter(result), {}, key, key);
    return result;
}

class Travel {
public:
    explicit Travel(const RandomZones& zones)
        : zones_(zones)
        , changed_(changed_places(zones))
        , distance_(zones.ground->scan, zones.ground->topology)
    {
        for (const SurfacePoint& place : changed_) {
            positions_.push_back(geometry::position(zones.ground->scan, place));
            on_triangle_[place.triangle.value].push_back(place);
        }
    }

    /// The distance along the skin from a point to the nearest changed place; infinity if there is
    /// none within `farthest_mm`.
    double from(const SurfacePoint& point, double farthest_mm)
    {
        const glm::dvec3 from = geometry::position(zones_.ground->scan, point);
        double least_mm = infinity;  // along the straight line
        for (const glm::dvec3& p : positions_)
            least_mm = std::min(least_mm, glm::distance(p, from));
        for (double reach = 1.1 * least_mm + 0.1; reach < 2 * farthest_mm; reach *= 1.5) {
            distance_.spread(point, reach);
            double nearest = infinity;
            for (const TriangleId triangle : distance_.reached())
                if (const auto found = on_triangle_.find(triangle.value);
                    found != on_triangle_.end())
                    for (const SurfacePoint& place : found->second)
                        nearest = std::min(nearest, distance_.to(place));
            if (nearest < infinity) return nearest;
        }
        return infinity;
    }

private:
    const RandomZones& zones_;
    std::vector<SurfacePoint> changed_;
    std::vector<glm::dvec3> positions_;
    std::map<std::uint32_t, std::vector<SurfacePoint>> on_triangle_;
    geometry::SkinDistance distance_;
};

// ---- The promises, zone by zone ----

/// What is told about a part at its end.
struct Tally {
    std::size_t zones = 0, points = 0, changed_points = 0, cross_checks = 0;
    double widest_gap = 0, closest_pair = infinity;
    std::array<std::size_t, 8> travelled{};  // changed points by spacings from the edit, 0 to 7
    std::pair<double, std::string> farthest{-1, "none"};
    std::pair<double, std::string> slowest{-1, "none"};

    std::string text() const
    {
        std::string bins;
        for (const std::size_t count : travelled)
            bins += fmt::format(" {}", count);
        return fmt::format("{} zones, {} points, {} cross-checks; closest pair {:.6f} r, widest "
                           "gap {:.4f} r\n{} points changed by edits, by whole spacings from the "
                           "edit:{}; farthest {:.2f} in {}\nslowest {:.2f} s: {}\n",
                           zones,
                           points,
                           cross_checks,
                           closest_pair,
                           widest_gap,
                           changed_points,
                           bins,
                           farthest.first,
                           farthest.second,
                           slowest.first,
                           slowest.second);
    }
};

class Promises {
public:
    explicit Promises(Tally& tally)
        : tally_(tally)
    {
    }

    void check(const Person& person, unsigned number)
    {
        const auto start = std::chrono::steady_clock::now();
        const RandomZones zones = test::random_zones(person, number);
        SCOPED_TRACE(zones.name);
        const SampleSet set = one_thread_.sample(zones.request(zones.before), {});
        const auto points = judged(set.points);
        expect_same_bytes(zones, set);
        expect_spacing_and_cover(zones, points);
        expect_far_points_stay(zones, set);
        if (number % 5 == 0 && !points.empty()) expect_true_distances(zones, points);

        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        tally_.slowest = std::max(tally_.slowest, {took.count(), zones.name});
        tally_.points += points.size();
        ++tally_.zones;
    }

private:
    static void expect_same_bytes(const RandomZones& zones, const SampleSet& set)
    {
        for (const unsigned threads : {2u, 8u}) {
            sampling::CpuSampler sampler(threads);
            EXPECT_EQ(sampler.sample(zones.request(zones.before), {}).points, set.points)
                << threads << " threads";
        }
    }

    void expect_spacing_and_cover(const RandomZones& zones,
                                  const std::vector<test::JudgedPoint>& points)
    {
        std::vector<test::JudgedZone> fields;
        for (const sampling::SampleZone& zone : zones.request(zones.before).zones)
            fields.push_back({zone.field, zone.spacing_mm, zone.spacing_mm_at, zone.inset_mm});
        const auto judgement = test::judge(skin_of(zones), fields, points);
        EXPECT_TRUE(judgement.all_kept()) << test::told(judgement);
        tally_.widest_gap = std::max(tally_.widest_gap, judgement.widest_gap);
        tally_.closest_pair = std::min(tally_.closest_pair, judgement.closest_pair);
    }

    void expect_far_points_stay(const RandomZones& zones, const SampleSet& before)
    {
        const auto request = zones.request(zones.after);
        const SampleSet after = one_thread_.sample(request, {});
        const double spacing_mm = zones.largest_spacing_mm();
        Travel travel(zones);
        for (const SampledPoint& point : difference(before.points, after.points)) {
            const double spacings =
                travel.from(point.place(), 2 * edits_travel_at_most * spacing_mm) / spacing_mm;
            EXPECT_LE(spacings, edits_travel_at_most) << "point of zone " << point.zone;
            ++tally_.changed_points;
            ++tally_.travelled[std::min<std::size_t>(7, std::size_t(std::min(spacings, 7.0)))];
            tally_.farthest = std::max(tally_.farthest, {spacings, zones.name});
        }

        std::vector<const ZoneField*> fields_before;
        for (const ZoneField& field : zones.before)
            fields_before.push_back(&field);
        EXPECT_EQ(one_thread_.update(request, fields_before, before, {}).points, after.points);
    }

    /// The distances that the judge judges by are those of another library.
    void expect_true_distances(const RandomZones& zones,
                               const std::vector<test::JudgedPoint>& points)
    {
        const auto off = test::disagreement_with_cgal(
            skin_of(zones), points, zones.seed % points.size(), zones.largest_spacing_mm());
        if (!off) return;
        EXPECT_LE(*off, 1e-6);
        ++tally_.cross_checks;
    }

    static test::JudgedSkin skin_of(const RandomZones& zones)
    {
        return {zones.ground->scan, zones.ground->topology, zones.ground->surface};
    }

    Tally& tally_;
    sampling::CpuSampler one_thread_{1};
};

class ThousandZones : public testing::TestWithParam<unsigned> {};

TEST_P(ThousandZones, KeepTheFourPromises)
{
    const char* one = std::getenv("MESOMAP_ZONE");
    Tally tally;
    for (unsigned number = GetParam() * zones_in_part; number < (GetParam() + 1) * zones_in_part;
         ++number)
        if (!one || std::strtoul(one, nullptr, 10) == number)
            Promises(tally).check(person_of(GetParam()), number);
    if (tally.zones > 0) std::cout << tally.text();
}

INSTANTIATE_TEST_SUITE_P(Sampler, ThousandZones, testing::Range(0u, parts));

}  // namespace
