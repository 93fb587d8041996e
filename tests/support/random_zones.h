// SPDX-License-Identifier: MIT
// Zones as nobody would think of them: painted at random, with real strokes, on people. The same
// number gives the same zones on every machine.
#pragma once

#include "geometry/bvh.h"
#include "geometry/surface.h"
#include "sampling/sampler.h"
#include "zones/zone_field.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace test {

/// A person to paint on. Made once, since a scan takes longer to read than a zone to fill.
class Person {
public:
    /// The real scan of that name, if any, or where there is none the reference model.
    Person(const char* real_scan, const char* model);

    std::string name;  // of the file
    geometry::Mesh mesh;
    geometry::Topology topology;
    geometry::Bvh bvh;
    std::vector<double> area_up_to_mm2;  // of the triangles up to and with each

private:
    explicit Person(const std::filesystem::path& file);
};

/// Skin that is ready to be sampled and judged.
struct Ground {
    explicit Ground(geometry::Mesh mesh, const geometry::SurfaceSettings& settings = {});

    const geometry::Mesh scan;
    const geometry::Topology topology;
    const geometry::Surface surface;
    const sampling::Skin skin;
};

/// One zone, or two that adjoin, before and after one more stroke. The ground is the part of the
/// person that no stroke and no disc around a point of the zones leaves.
struct RandomZones {
    std::string name;  // what to say when a promise is broken
    std::unique_ptr<const Ground> ground;
    std::vector<zones::ZoneField> before, after;  // per zone
    std::vector<double> spacings_mm;              // per zone; the least where it varies
    std::vector<float> varying_mm;                // of the first zone, or empty
    double inset_mm = 0;                          // of the first zone
    std::vector<sampling::PinnedPoint> pinned;
    std::uint32_t seed = 1;

    /// What a sampler is asked for; `fields` are `before` or `after`.
    sampling::SampleRequest request(const std::vector<zones::ZoneField>& fields) const;
    double largest_spacing_mm() const;
};

/// One to four strokes of 3 to 60 mm radius that add or erase; spacings of 1 to 60 mm, such that a
/// zone has about 150 points at most. In some zones the spacing varies, some have an inset, in some
/// points are pinned.
RandomZones random_zones(const Person& person, unsigned number);

}  // namespace test
