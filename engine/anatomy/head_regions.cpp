// SPDX-License-Identifier: MIT
#include "anatomy/head_regions.h"

#include "base/error.h"
#include "clinic/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace anatomy {
namespace {

constexpr std::array paired{
    "endocanthion", "exocanthion", "alare", "cheilion", "tragion", "gonion", "frontotemporale"};
constexpr std::array midline{"trichion",
                             "glabella",
                             "nasion",
                             "subnasale",
                             "labrale_superius",
                             "stomion",
                             "labrale_inferius",
                             "sublabiale",
                             "menton",
                             "pronasale"};

constexpr double broadest = 2.6;  // of head and neck from the midplane, in tragia

/// The value at `at` of a line through points that are sorted along it; the ends go on level.
double along(std::initializer_list<glm::dvec2> line, double at)
{
    const glm::dvec2* before = line.begin();
    if (at <= before->x) return before->y;
    for (const glm::dvec2* next = before + 1; next != line.end(); before = next++)
        if (at <= next->x)
            return before->y + (next->y - before->y) * (at - before->x) / (next->x - before->x);
    return before->y;
}

/// How far around the head's long axis a place lies: 0 in front, pi/2 at the side.
double azimuth(glm::dvec3 q, double axis_z)
{
    return std::atan2(q.x, q.z - axis_z);
}

}  // namespace

std::vector<std::string> HeadRegions::missing(const Landmarks& landmarks)
{
    std::vector<std::string> names;
    for (const char* name : midline)
        if (!landmarks.has(name)) names.push_back(clinic::words_of_id(name));
    for (const std::string name : paired)
        for (const char* side : {"left_", "right_"})
            if (!landmarks.has(side + name)) names.push_back(clinic::words_of_id(side + name));
    return names;
}

HeadRegions::HeadRegions(const Landmarks& landmarks)
{
    const std::vector<std::string> lacking = missing(landmarks);
    if (!lacking.empty())
        throw base::Error(fmt::format("The regions of a head need the landmark{} {}.",
                                      lacking.size() == 1 ? "" : "s",
                                      fmt::join(lacking, ", ")));
    frame_ = head_frame(landmarks);
    const auto middle = [&](const char* name) { return frame_.local(landmarks.at(name).place); };
    middle_ = {middle("trichion"),
               middle("glabella"),
               middle("nasion"),
               middle("subnasale"),
               middle("labrale_superius"),
               middle("stomion"),
               middle("labrale_inferius"),
               middle("sublabiale"),
               middle("menton")};
    const auto half = [&](const std::string& side, double sign) {
        const auto at = [&](const char* name) {
            const glm::dvec3 q = frame_.local(landmarks.at(side + name).place);
            return glm::dvec3(sign * q.x, q.y, q.z);
        };
        return Half{at("endocanthion"),
                    at("exocanthion"),
                    at("alare"),
                    at("cheilion"),
                    at("tragion"),
                    at("gonion"),
                    at("frontotemporale")};
    };
    left_ = half("left_", 1);
    right_ = half("right_", -1);
    parts_scalp_ = landmarks.has("vertex") && landmarks.has("opisthocranion");
    if (parts_scalp_) {
        vertex_ = middle("vertex");
        occiput_ = middle("opisthocranion");
    }
}

Region HeadRegions::at(glm::dvec3 place) const
{
    glm::dvec3 q = frame_.local(place);
    const Side side = q.x >= 0 ? Side::left : Side::right;
    const Half& half = q.x >= 0 ? left_ : right_;
    q.x = std::abs(q.x);
    // An arm that is raised beside it.
    if (q.x > broadest * half.tragion.x) return {};
    if (is_ear(half, q)) return {"ear", side};
    if (is_scalp(half, q)) return scalp_at(half, q, side);
    if (is_neck(half, q)) return neck_at(half, q, side);
    return face_at(half, q, side);
}

/// The auricle is a leaf some 62 mm high and 37 mm broad. It starts at the canal, a little behind
/// the tragus, leans back, and stands out by some 20 degrees.
bool HeadRegions::is_ear(const Half& half, glm::dvec3 q) const
{
    const glm::dvec3 outward = glm::normalize(glm::dvec3(0.93, 0.06, 0.36));
    const glm::dvec3 leaning(0, -0.21, -0.98);
    const glm::dvec3 backward = glm::normalize(leaning - glm::dot(leaning, outward) * outward);
    const glm::dvec3 upward = glm::cross(outward, backward);
    const glm::dvec3 from = q - (half.tragion + glm::dvec3(4.5, -2, -7));
    const double back = glm::dot(from, backward), up = glm::dot(from, upward);
    return back > -4 && back < 33 && up > -28 && up < 33 &&
           glm::dot(from, outward) > (back < 14 ? -14 : -8);  // the concha is hollow
}

/// Behind the hairline: over the forehead from the trichion outwards and down, at the temple behind
/// the frontotemporale, before the ear as the sideburn, behind it down to the nape.
bool HeadRegions::is_scalp(const Half& half, glm::dvec3 q) const
{
    const glm::dvec3 t = half.tragion, ft = half.frontotemporale;
    const double front_line = middle_.trichion.y - 0.0035 * q.x * q.x +
                              4 * std::exp(-0.5 * std::pow((q.x - 0.7 * ft.x) / 11, 2));
    if (q.y > front_line) return true;
    const double temple_line = along({{t.y - 12, t.z + 1},
                                      {t.y + 8, t.z + 17},
                                      {0.4 * t.y + 0.6 * ft.y, ft.z - 24},
                                      {ft.y, ft.z - 13},
                                      {ft.y + 30, ft.z - 6}},
                                     q.y);
    if (q.y > t.y - 10 && q.z < temple_line) return true;
    const double nape_line = t.y - 54 + 0.55 * std::max(q.x - 0.65 * half.gonion.x, 0.0);
    return q.y > nape_line && q.z < t.z - 20;
}

Region HeadRegions::scalp_at(const Half& half, glm::dvec3 q, Side side) const
{
    if (!parts_scalp_) return {"scalp", Side::middle};
    const glm::dvec3 crown = vertex_ + glm::dvec3(0, -13, -26);
    const glm::dvec3 off = (q - crown) / glm::dvec3(34, 30, 34);
    if (glm::dot(off, off) < 1) return {"scalp_crown", Side::middle};
    if (q.z < occiput_.z + 32) return {"scalp_occipital", Side::middle};
    if (q.y > middle_.trichion.y + 4 && q.z > vertex_.z + 8)
        return {"scalp_frontal", q.x > 0.67 * half.frontotemporale.x ? side : Side::middle};
    if (q.y < half.frontotemporale.y + 16) return {"scalp_temporal", side};
    return q.z > vertex_.z + 12 ? Region{"scalp_frontal", side} : Region{"scalp_parietal", side};
}

/// Below the edge of the jaw: from the menton to the gonion, and from there up behind the ramus.
bool HeadRegions::is_neck(const Half& half, glm::dvec3 q) const
{
    if (q.z < half.tragion.z - 14) return true;
    // In front of the gonion the edge runs level to the menton at the midline and rises to it
    // aside.
    const double edge = along({{half.gonion.z - 12, half.tragion.y - 20},
                               {half.gonion.z + 6, half.gonion.y},
                               {middle_.menton.z, middle_.menton.y - 2}},
                              q.z);
    return q.y < edge;
}

Region HeadRegions::neck_at(const Half& half, glm::dvec3 q, Side side) const
{
    constexpr double neck_mm = 72;  // from the chin to the collar
    if (q.y < middle_.menton.y - neck_mm + 0.3 * (half.tragion.z + 35 - q.z)) return {};
    const bool in_the_middle = q.x < 0.48 * half.gonion.x;
    const double nape_z = half.tragion.z - 50 + 0.15 * (q.y - half.tragion.y);
    if (q.z < nape_z || (in_the_middle && q.z < half.tragion.z - 14)) return {"nape", Side::middle};
    if (q.z > half.gonion.z + 15 && q.y > middle_.menton.y - 30 && q.x < 0.8 * half.gonion.x)
        return {"submental", Side::middle};
    if (in_the_middle) return {"neck_front", Side::middle};
    return {"neck_side", side};
}

/// Within the rim of the orbit: some 0.6 of the fissure's length to each side of its middle.
bool HeadRegions::is_eyelid(const Half& half, glm::dvec3 q) const
{
    const glm::dvec3 middle = 0.5 * (half.endocanthion + half.exocanthion);
    const double fissure = half.exocanthion.x - half.endocanthion.x;
    const double x = (q.x - middle.x) / (0.62 * fissure), y = (q.y - middle.y) / (0.52 * fissure);
    return x * x + y * y < 1 && q.z > half.exocanthion.z - 12;
}

/// From nasion to subnasale, as broad as the alae below and narrowing to the root.
bool HeadRegions::is_nose(const Half& half, glm::dvec3 q) const
{
    const double half_width = along({{half.alare.y, half.alare.x + 1.5},
                                     {half.endocanthion.y, 0.8 * half.endocanthion.x},
                                     {middle_.nasion.y, 0.7 * half.endocanthion.x}},
                                    q.y);
    return q.x < half_width && q.y > middle_.subnasale.y && q.y < middle_.nasion.y + 1 &&
           q.z > half.endocanthion.z;
}

/// Lips and chin, between the corners of the mouth; none where q lies elsewhere.
Region HeadRegions::mouth_at(const Half& half, glm::dvec3 q) const
{
    // Out to the nasolabial fold above, and to the marionette line below.
    const double fold = along({{half.cheilion.y - 1, half.cheilion.x + 1},
                               {half.cheilion.y + 4, half.cheilion.x + 6},
                               {half.alare.y, half.alare.x + 3}},
                              q.y);
    if (q.x > fold || q.y > middle_.subnasale.y || q.z < half.exocanthion.z - 10) return {};
    // The red: a crescent from corner to corner.
    const double share = std::min(q.x / half.cheilion.x, 1.0);
    const double line = middle_.stomion.y + share * share * (half.cheilion.y - middle_.stomion.y);
    const double taper = 1 - share * share;
    if (q.y > line)
        return {q.y < line + taper * (middle_.labrale_superius.y - middle_.stomion.y)
                    ? "upper_lip_red"
                    : "upper_lip",
                Side::middle};
    if (q.y > line - taper * (middle_.stomion.y - middle_.labrale_inferius.y))
        return {"lower_lip_red", Side::middle};
    return {q.y > middle_.sublabiale.y - 2 ? "lower_lip" : "chin", Side::middle};
}

Region HeadRegions::face_at(const Half& half, glm::dvec3 q, Side side) const
{
    if (is_eyelid(half, q))
        return {q.y > half.endocanthion.y - 0.05 * (half.exocanthion.x - half.endocanthion.x)
                    ? "upper_eyelid"
                    : "lower_eyelid",
                side};
    if (is_nose(half, q)) return {"nose", Side::middle};
    const double axis_z = half.tragion.z + 33;
    const bool behind_temporal_crest =
        azimuth(q, axis_z) > azimuth(half.frontotemporale, axis_z) + 0.04;
    if (q.y > middle_.nasion.y + 1) {
        if (behind_temporal_crest) return {"temple", side};
        if (q.x < 0.7 * half.endocanthion.x && q.y < middle_.glabella.y + 6)
            return {"glabella", Side::middle};
        if (q.y < middle_.nasion.y + 15 && q.x < half.exocanthion.x + 9) return {"brow", side};
        return {"forehead", Side::middle};
    }
    if (q.y > half.exocanthion.y + 2 && q.x > half.exocanthion.x - 2) return {"temple", side};
    if (const Region mouth = mouth_at(half, q); !mouth.name.empty()) return mouth;
    if (q.z < half.tragion.z + 18) return {"parotid", side};
    // Over the bone of the cheek: its lower edge rises to the arch, its inner edge to the canthus.
    const double below = along(
        {{half.tragion.z + 18, half.tragion.y - 9}, {half.exocanthion.z, half.alare.y + 2.5}}, q.z);
    const double inside = along({{half.alare.y, 0.92 * half.exocanthion.x},
                                 {half.exocanthion.y, 0.72 * half.exocanthion.x}},
                                q.y);
    if (q.y > below && q.x > inside) return {"zygoma", side};
    // A band above the edge of the jaw, narrowing to its angle.
    const double jaw = along({{half.gonion.z, half.gonion.y + 8},
                              {half.cheilion.z - 12, half.cheilion.y - 4},
                              {half.cheilion.z, half.cheilion.y}},
                             q.z);
    return q.y < jaw ? Region{"jaw", side} : Region{"cheek", side};
}

}  // namespace anatomy
