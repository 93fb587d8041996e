// SPDX-License-Identifier: MIT
// What there is to see, as plain data.
#pragma once

#include "geometry/surface.h"
#include "geometry/texture.h"
#include "render/canvas.h"

#include <glm/gtc/type_precision.hpp>
#include <glm/vec3.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace render {

/// What light needs to know of a place on the skin.
struct Shading {
    glm::vec3 open{0, 0, 1};  // the mean direction in which the sky is seen, of unit length
    float openness = 1;       // share of the sky that is seen, 0 to 1
    float curvature = 0;      // mean curvature in 1/mm, positive where convex
    float thinness = 0;       // 1 for skin without anything behind it, 0 for thick parts
};

/// The shading of each vertex of a scan.
std::vector<Shading> shading_of(const geometry::Mesh& scan, const std::vector<glm::vec3>& normals);

/// The skin, ready to be shaded. All per vertex except the triangles.
struct Skin {
    std::vector<glm::vec3> positions;  // mm
    std::vector<glm::vec3> normals;    // unit length, smooth
    std::vector<Shading> shading;
    std::vector<glm::u8vec3> colours;  // the scan's own, sRGB; empty without
    // The picture on the scan, and where its vertices lie there; null and empty without. Vertices
    // of the scan at a seam of the picture are several ones here, the first with the scan's number.
    std::shared_ptr<const geometry::SkinPicture> picture;
    std::vector<glm::vec2> places;
    std::vector<std::uint32_t> surface_vertices;  // where each is on the surface; empty without one
    std::vector<glm::uvec3> triangles;
    std::vector<glm::uvec3> seams;  // drawn just below the skin: they close the hairline cracks
                                    // where fine triangles meet coarse ones
};

/// The picture on a scan, or none.
using ScanPicture = std::shared_ptr<const geometry::SkinPicture>;

/// The skin of a scan.
Skin skin_of(geometry::Mesh scan, const ScanPicture& picture = nullptr);

/// The skin of a scan for pictures in which so many millimetres are one pixel: of a large scan no
/// more than they can show, which takes a fraction of the time and memory. One with a picture is
/// drawn as it is.
Skin skin_of(const geometry::Mesh& scan, double mm_per_pixel, const ScanPicture& picture = nullptr);

using Field = std::span<const std::int16_t>;  // zones::ZoneField::values()

/// The skin of a scan with zones: as fine as the surface where one of the fields has touched it, as
/// coarse as the scan elsewhere, which is all that a picture needs (a head's surface has millions
/// of triangles). Shaded as the scan is, so that the splits do not show.
Skin skin_of(const geometry::Mesh& scan,
             const geometry::Surface& surface,
             std::span<const Field> fields,
             const ScanPicture& picture = nullptr);

/// What a part of the surface is shaded after: the scan's own skin.
struct SurfaceSkin {
    const Skin& whole;
    const geometry::Mesh& scan;
    const geometry::Surface& surface;
};

/// Appends a corner of a surface triangle to a skin, shaded as the scan is at its place.
void append_corner(const SurfaceSkin& on, std::size_t triangle, int corner, Skin& skin);

/// A surface's field on the vertices of a skin made with it.
std::vector<std::int16_t> field_on(const Skin& skin, Field field);

/// Where the inside of a field on a skin faces, of unit length.
glm::vec3 mean_normal_inside(const Skin& skin, const std::vector<std::int16_t>& field);

/// A zone as the legend and the picture show it.
struct SceneZone {
    std::string name;
    Colour colour;
    float hatch_deg = 45;              // of its hatch, seen upright and from where it faces
    glm::vec3 facing{0, 0, 1};         // mean_normal_inside()
    std::vector<std::int16_t> field;   // per vertex of the skin: field_on()
    std::vector<std::string> details;  // lines below the name: "24 points, 6 mm apart"
};

/// An injection point with its needle.
struct Needle {
    glm::vec3 position;      // on the skin, mm
    glm::vec3 normal;        // outward
    glm::vec3 direction;     // of the needle, into the skin
    float length_mm = 8;     // of the whole needle
    float inserted_mm = 0;   // the part below the skin, which is not seen
    std::uint32_t zone = 0;  // into the scene's zones
    std::uint32_t number = 0;
};

/// The skin on and around the zones, to be framed: a face's zones with the face around them, and as
/// much to both sides as shows the outline of what they lie on, a belly's waist, up to twice their
/// width. All of the skin if no zone has an inside.
std::vector<glm::vec3>
surroundings_of(std::span<const SceneZone> zones, const Skin& skin, const Outlook& outlook);

/// The least that is drawn of a needle, so that one that is wholly inserted still shows its
/// direction.
inline constexpr float least_shown_mm = 3;

/// The colour of the n-th zone: told apart with any colour vision (Okabe and Ito 2008), and from
/// skin.
Colour zone_colour(std::size_t n);

/// The angle of its hatch, which tells zones apart where colours do not.
float zone_hatch_deg(std::size_t n);

}  // namespace render
