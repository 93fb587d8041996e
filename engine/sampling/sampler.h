// SPDX-License-Identifier: MIT
// The sampling room: from zones to injection points. Spacing along the skin, exact, the same bytes
// on every device.
#pragma once

#include "base/progress.h"
#include "geometry/surface.h"
#include "geometry/surface_point.h"
#include "zones/zone_field.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <vector>

namespace sampling {

/// A zone to fill. Zones must not overlap; where two of them adjoin, the larger spacing counts
/// between their points.
struct SampleZone {
    const zones::ZoneField* field = nullptr;
    double spacing_mm = 10;  // least distance between two points, along the skin: 0.5 to 100
};

struct SampleRequest {
    const geometry::Mesh* scan = nullptr;        // distances belong on its own triangles
    const geometry::Surface* surface = nullptr;  // made from that scan; carries the zones' fields
    std::vector<SampleZone> zones;
    std::uint32_t seed = 1;
};

/// One chosen place. Everything is an integer, so two devices can be compared byte for byte.
struct SampledPoint {
    std::uint32_t zone = 0;      // index into the request's zones
    std::uint32_t triangle = 0;  // of the scan
    glm::ivec3 weights{0};       // barycentric in that triangle, in 2^-20, sum 2^20 exactly
    bool operator==(const SampledPoint&) const = default;

    geometry::SurfacePoint place() const
    {
        return {geometry::TriangleId(triangle), glm::dvec3(weights) / double(1 << 20)};
    }
};

/// The points of all zones, zone by zone, in the order of their acceptance priority.
struct SampleSet {
    std::vector<SampledPoint> points;
};

/// Two implementations give the same points: CpuSampler here, GpuSampler in the compute room.
class Sampler {
public:
    virtual ~Sampler() = default;
    virtual SampleSet sample(const SampleRequest& request, const base::Progress& progress) = 0;
};

}  // namespace sampling
