// SPDX-License-Identifier: MIT
#include "geometry/bvh.h"

#include "base/error.h"

#include <embree3/rtcore.h>
#include <glm/geometric.hpp>

#include <pmmintrin.h>
#include <xmmintrin.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <utility>

namespace geometry {
namespace {

/// Embree asks for flush-to-zero in every thread that traces; our own arithmetic must not inherit
/// it.
class FlushToZero {
public:
    FlushToZero()
        : before_(_mm_getcsr())
    {
        _MM_SET_FLUSH_ZERO_MODE(_MM_FLUSH_ZERO_ON);
        _MM_SET_DENORMALS_ZERO_MODE(_MM_DENORMALS_ZERO_ON);
    }
    ~FlushToZero() { _mm_setcsr(before_); }
    FlushToZero(const FlushToZero&) = delete;
    FlushToZero& operator=(const FlushToZero&) = delete;

private:
    unsigned before_;
};

/// The weights of the place of a triangle that is nearest to p (Ericson 2005, section 5.1.5).
glm::dvec3 nearest_weights(glm::dvec3 p, glm::dvec3 a, glm::dvec3 b, glm::dvec3 c)
{
    const glm::dvec3 ab = b - a, ac = c - a;
    const double d1 = glm::dot(ab, p - a), d2 = glm::dot(ac, p - a);
    if (d1 <= 0 && d2 <= 0) return {1, 0, 0};
    const double d3 = glm::dot(ab, p - b), d4 = glm::dot(ac, p - b);
    if (d3 >= 0 && d4 <= d3) return {0, 1, 0};
    const double d5 = glm::dot(ab, p - c), d6 = glm::dot(ac, p - c);
    if (d6 >= 0 && d5 <= d6) return {0, 0, 1};

    const double vc = d1 * d4 - d3 * d2;
    if (vc <= 0 && d1 >= 0 && d3 <= 0) {
        const double v = d1 / (d1 - d3);
        return {1 - v, v, 0};
    }
    const double vb = d5 * d2 - d1 * d6;
    if (vb <= 0 && d2 >= 0 && d6 <= 0) {
        const double w = d2 / (d2 - d6);
        return {1 - w, 0, w};
    }
    const double va = d3 * d6 - d5 * d4;
    if (va <= 0 && d4 >= d3 && d5 >= d6) {
        const double w = (d4 - d3) / ((d4 - d3) + (d5 - d6));
        return {0, 1 - w, w};
    }
    const double v = vb / (va + vb + vc), w = vc / (va + vb + vc);
    return {std::max(0.0, 1 - v - w), v, w};
}

/// What Embree carries from triangle to triangle near a place.
struct Search {
    virtual ~Search() = default;
    /// True if the radius of the query was changed.
    virtual bool visit(std::uint32_t triangle, RTCPointQuery& query) = 0;
};

}  // namespace

struct Bvh::Scene {
    RTCDevice device = nullptr;
    RTCScene scene = nullptr;
    std::span<const glm::vec3> positions;  // in Embree's own buffers
    std::span<const glm::uvec3> triangles;

    explicit Scene(const Mesh& mesh);
    ~Scene();
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    void add_triangles(const Mesh& mesh);
    void search_near(glm::dvec3 p, double radius_mm, Search& search) const;
};

namespace {

template <typename Item>
std::span<const Item> copied_into(RTCGeometry geometry,
                                  RTCBufferType type,
                                  RTCFormat format,
                                  const std::vector<Item>& items)
{
    auto* buffer = static_cast<Item*>(
        rtcSetNewGeometryBuffer(geometry, type, 0, format, sizeof(Item), items.size()));
    if (buffer == nullptr)
        throw base::Error("There is not enough memory to search " + std::to_string(items.size()) +
                          " vertices or triangles of skin.");
    std::ranges::copy(items, buffer);
    return {buffer, items.size()};
}

struct NearestSearch : Search {
    std::span<const glm::vec3> positions;
    std::span<const glm::uvec3> triangles;
    glm::dvec3 p;
    double distance_mm;  // of the best so far; none above the limit counts
    SurfacePoint place;  // of the best so far, no triangle yet if none

    NearestSearch(std::span<const glm::vec3> corners,
                  std::span<const glm::uvec3> all,
                  glm::dvec3 from,
                  double within_mm)
        : positions(corners)
        , triangles(all)
        , p(from)
        , distance_mm(within_mm)
    {
    }
    bool visit(std::uint32_t triangle, RTCPointQuery& query) override;

    /// Equal distances (a place on an edge) go to the lower triangle, so that the answer does not
    /// depend on the order of the search.
    bool improve(std::uint32_t triangle)
    {
        const glm::uvec3 t = triangles[triangle];
        const glm::dvec3 a = positions[t.x], b = positions[t.y], c = positions[t.z];
        const glm::dvec3 w = nearest_weights(p, a, b, c);
        const double distance = glm::length(w.x * a + w.y * b + w.z * c - p);
        const bool nearer = distance < distance_mm;
        const bool equal_but_lower = distance == distance_mm && triangle < place.triangle.value;
        if (!nearer && !equal_but_lower) return false;
        distance_mm = distance;
        place = {TriangleId(triangle), w};
        return nearer;
    }
};

/// Embree's boxes are floats: it must look a little farther than the best distance in double.
float search_radius(double distance_mm, glm::dvec3 p)
{
    const double slack =
        1e-6 * (distance_mm + std::abs(p.x) + std::abs(p.y) + std::abs(p.z)) + 1e-6;
    return static_cast<float>(std::min(distance_mm + slack, 1e30));
}

bool visit_triangle(RTCPointQueryFunctionArguments* arguments)
{
    return static_cast<Search*>(arguments->userPtr)->visit(arguments->primID, *arguments->query);
}

bool NearestSearch::visit(std::uint32_t triangle, RTCPointQuery& query)
{
    if (!improve(triangle)) return false;
    query.radius = search_radius(distance_mm, p);
    return true;
}

struct VisitSearch : Search {
    const std::function<bool(TriangleId)>& wanted;
    bool over = false;

    explicit VisitSearch(const std::function<bool(TriangleId)>& visit)
        : wanted(visit)
    {
    }
    bool visit(std::uint32_t triangle, RTCPointQuery& query) override
    {
        if (over || wanted(TriangleId(triangle))) return false;
        over = true;
        query.radius = 0;
        return true;
    }
};

/// The library tells of its errors only to who asks; a scene with one must not be searched.
void require_no_error(RTCDevice device)
{
    const RTCError error = rtcGetDeviceError(device);
    if (error == RTC_ERROR_OUT_OF_MEMORY) throw std::bad_alloc();
    if (error != RTC_ERROR_NONE)
        throw base::Error("The ray tracing library cannot search this scan.");
}

bool is_finite(glm::dvec3 v)
{
    return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

}  // namespace

Bvh::Scene::Scene(const Mesh& mesh)
    : device(rtcNewDevice("threads=1"))
{
    if (device == nullptr)
        throw base::Error("The ray tracing library does not start on this machine.");
    scene = rtcNewScene(device);
    rtcSetSceneFlags(scene, RTC_SCENE_FLAG_ROBUST);
    try {
        if (!mesh.triangles.empty()) add_triangles(mesh);
        rtcCommitScene(scene);
        require_no_error(device);
    } catch (...) {
        rtcReleaseScene(scene);
        rtcReleaseDevice(device);
        throw;
    }
}

Bvh::Scene::~Scene()
{
    rtcReleaseScene(scene);
    rtcReleaseDevice(device);
}

void Bvh::Scene::add_triangles(const Mesh& mesh)
{
    RTCGeometry geometry = rtcNewGeometry(device, RTC_GEOMETRY_TYPE_TRIANGLE);
    rtcAttachGeometry(scene, geometry);
    rtcReleaseGeometry(geometry);  // the scene holds it
    positions = copied_into(geometry, RTC_BUFFER_TYPE_VERTEX, RTC_FORMAT_FLOAT3, mesh.positions);
    triangles = copied_into(geometry, RTC_BUFFER_TYPE_INDEX, RTC_FORMAT_UINT3, mesh.triangles);
    rtcSetGeometryPointQueryFunction(geometry, visit_triangle);
    rtcCommitGeometry(geometry);
}

void Bvh::Scene::search_near(glm::dvec3 p, double radius_mm, Search& search) const
{
    RTCPointQuery query{};
    query.x = static_cast<float>(p.x);
    query.y = static_cast<float>(p.y);
    query.z = static_cast<float>(p.z);
    query.radius = search_radius(radius_mm, p);
    RTCPointQueryContext context;
    rtcInitPointQueryContext(&context);
    const FlushToZero scope;
    rtcPointQuery(scene, &query, &context, nullptr, static_cast<void*>(&search));
}

Bvh::Bvh(const Mesh& mesh)
    : scene_(std::make_unique<Scene>(mesh))
{
}

Bvh::~Bvh() = default;
Bvh::Bvh(Bvh&&) noexcept = default;
Bvh& Bvh::operator=(Bvh&&) noexcept = default;

std::optional<Hit> Bvh::nearest(glm::dvec3 p, double within_mm) const
{
    if (!is_finite(p) || !(within_mm >= 0)) return std::nullopt;
    NearestSearch search(scene_->positions, scene_->triangles, p, within_mm);
    scene_->search_near(p, within_mm, search);
    if (!search.place.triangle.valid()) return std::nullopt;
    return Hit{search.place, search.distance_mm};
}

void Bvh::visit_near(glm::dvec3 p,
                     double radius_mm,
                     const std::function<bool(TriangleId)>& visit) const
{
    VisitSearch search(visit);
    if (is_finite(p)) scene_->search_near(p, radius_mm, search);
}

std::optional<Hit> Bvh::cast(const Ray& ray) const
{
    const double length = glm::length(ray.direction);
    if (!is_finite(ray.origin) || !(length > 0) || !std::isfinite(length)) return std::nullopt;

    RTCRayHit query{};
    query.ray.org_x = static_cast<float>(ray.origin.x);
    query.ray.org_y = static_cast<float>(ray.origin.y);
    query.ray.org_z = static_cast<float>(ray.origin.z);
    query.ray.dir_x = static_cast<float>(ray.direction.x / length);
    query.ray.dir_y = static_cast<float>(ray.direction.y / length);
    query.ray.dir_z = static_cast<float>(ray.direction.z / length);
    query.ray.tfar = std::numeric_limits<float>::infinity();
    query.ray.mask = ~0u;
    query.hit.geomID = RTC_INVALID_GEOMETRY_ID;
    RTCIntersectContext context;
    rtcInitIntersectContext(&context);
    const FlushToZero scope;
    rtcIntersect1(scene_->scene, &context, &query);

    if (query.hit.geomID == RTC_INVALID_GEOMETRY_ID) return std::nullopt;
    const double u = std::clamp(double(query.hit.u), 0.0, 1.0);
    const double v = std::clamp(double(query.hit.v), 0.0, 1.0 - u);
    return Hit{{TriangleId(query.hit.primID), {1 - u - v, u, v}}, double(query.ray.tfar)};
}

}  // namespace geometry
