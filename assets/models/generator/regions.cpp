// SPDX-License-Identifier: MIT
#include "regions.h"

#include "body.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace {

struct Place {
    std::string name;
    bool paired = true;
};

bool within(const Vec3& p, const Vec3& centre, const Vec3& radii)
{
    const Vec3 q = (p - centre) / radii;
    return glm::dot(q, q) < 1.0;
}

// q: the head's frame, its left side.
Place face_region(const Vec3& q)
{
    if (vermilion_at(q) > 0.5) return {q.y > -43.5 ? "upper_lip_red" : "lower_lip_red", false};
    if (within(q, {31, 18, 78}, {18, 15, 20}))
        return {q.y > 14.5 ? "upper_eyelid" : "lower_eyelid"};
    if (q.x < 17.0 && q.y > -24.0 && q.y < 28.0 && q.z > 84.0) return {"nose", false};
    if (q.x < 11.0 && q.y >= 28.0 && q.y < 44.0) return {"glabella", false};
    if (q.y >= 28.0 && q.y < 42.0 && q.x < 54.0 && q.z > 58.0) return {"brow"};
    if (q.y >= 28.0) return q.x > 54.0 || q.z < 55.0 ? Place{"temple"} : Place{"forehead", false};
    if (q.y > -45.0 && q.x < 26.0 && q.y < -20.0 && q.z > 70.0) return {"upper_lip", false};
    if (q.y <= -43.0 && q.y > -62.0 && q.x < 26.0 && q.z > 70.0) return {"lower_lip", false};
    if (q.y <= -62.0 && q.x < 26.0 && q.z > 60.0) return {"chin", false};
    if (q.y > -14.0 && q.y < 20.0 && q.x > 36.0 && q.z > 20.0) return {"zygoma"};
    if (q.y < -14.0 - 0.42 * (70.0 - q.z) - 30.0) return {"jaw"};
    return q.z > 20.0 ? Place{"cheek"} : Place{"parotid"};
}

Place scalp_region(const Vec3& q)
{
    if (within(q, {0, 112, -38}, {34, 30, 34})) return {"scalp_crown", false};
    if (q.y > 92.0 && q.z > -4.0) return {"scalp_frontal", q.x > 34.0};
    if (q.z < -62.0) return {"scalp_occipital", false};
    if (q.y < 62.0) return {"scalp_temporal"};
    return q.z > 0.0 ? Place{"scalp_frontal"} : Place{"scalp_parietal"};
}

Place neck_region(const Vec3& q)
{
    const double back = -30.0 + 0.15 * q.y;
    if (q.z < back - 20.0) return {"nape", false};
    if (q.x < 22.0) return {"neck_front", false};
    return {"neck_side"};
}

Place head_region(const Vec3& q)
{
    if (is_on_ear(q)) return {"ear"};
    if (hair_at(q) > 0.5) return scalp_region(q);
    const double jaw_line = -88.0 + 0.62 * (82.0 - q.z);  // chin to ear
    if (q.y < std::min(jaw_line, -8.0) || q.z < -12.0) return neck_region(q);
    return face_region(q);
}

Place trunk_front(const Vec3& p)
{
    if (p.y > 1330.0) return {"shoulder"};
    if (p.y > 1255.0) return {"upper_chest", p.x > 20.0};
    if (within(p, {84, 1182, 90}, {58, 62, 90})) return {"breast"};
    if (p.y > 1120.0) return p.x < 22.0 ? Place{"sternum", false} : Place{"chest_side"};
    if (p.x > 104.0 && p.y > 900.0) return {"flank"};
    if (p.y > 985.0) return {"upper_abdomen", false};
    if (p.y > 835.0) return {"lower_abdomen", false};
    return {"pubis", false};
}

Place trunk_back(const Vec3& p)
{
    if (p.y > 1330.0) return {"shoulder"};
    if (p.y > 1180.0) return p.x < 22.0 ? Place{"upper_spine", false} : Place{"shoulder_blade"};
    if (p.x > 112.0 && p.y > 940.0) return {"flank"};
    if (p.y > 1060.0) return {"middle_back", false};
    if (p.y > 925.0) return {"lower_back", false};
    return {"buttock"};
}

Place leg_region(const Vec3& p)
{
    const bool front = p.z > -2.0;
    if (p.y < 82.0) return {p.y < 6.0 ? "sole" : "foot"};
    if (p.y < 405.0) return {front ? "shin" : "calf"};
    if (p.y < 505.0) return {front ? "knee" : "hollow_of_knee"};
    return {front ? "thigh_front" : "thigh_back"};
}

// `along`: mm from the shoulder joint down the arm.
Place arm_region(double along)
{
    if (along < 75.0) return {"shoulder"};
    if (along < 290.0) return {"upper_arm"};
    if (along < 345.0) return {"elbow"};
    return {along < 535.0 ? "forearm" : "hand"};
}

Place place_at(const Vec3& left)
{
    const Vec3 q = left - head_place;
    if (q.y > -150.0 + 0.55 * std::max(q.x - 40.0, 0.0) - 0.25 * (q.z + 50.0))
        return head_region(q);
    const double along = along_arm(left);
    if (along > 20.0 && is_on_arm(left)) return arm_region(along);
    if (left.y < 755.0 - 0.25 * left.z + 0.35 * left.x && left.z > -60.0) return leg_region(left);
    if (left.y < 775.0) return leg_region(left);
    return left.z > -6.0 ? trunk_front(left) : trunk_back(left);
}

}  // namespace

std::string region_at(const Vec3& p)
{
    const Place place = place_at({std::abs(p.x), p.y, p.z});
    if (!place.paired) return place.name;
    return (p.x > 0.0 ? "left_" : "right_") + place.name;
}

void write_regions(const std::filesystem::path& path,
                   const std::string& model,
                   const Mesh& mesh,
                   const std::function<Vec3(const Vec3&)>& canonical)
{
    std::vector<std::string> names;
    std::vector<std::pair<std::size_t, std::size_t>> runs;  // region, triangles
    for (const Triangle& t : mesh.triangles) {
        Vec3 centre(0);
        for (const int v : t)
            centre += mesh.positions[static_cast<std::size_t>(v)] / 3.0;
        const std::string name = region_at(canonical(centre));
        const auto found = std::ranges::find(names, name);
        const auto id = static_cast<std::size_t>(found - names.begin());
        if (found == names.end()) names.push_back(name);
        if (runs.empty() || runs.back().first != id) runs.emplace_back(id, 0);
        ++runs.back().second;
    }
    std::ofstream out(path);
    out << "{\n  \"model\": \"" << model << "\",\n  \"regions\": [";
    for (std::size_t i = 0; i < names.size(); ++i)
        out << (i > 0 ? ", " : "") << '"' << names[i] << '"';
    out << "],\n  \"runs\": [";
    for (std::size_t i = 0; i < runs.size(); ++i)
        out << (i > 0 ? "," : "") << (i % 24 == 0 ? "\n    " : "") << runs[i].first << ','
            << runs[i].second;
    out << "\n  ]\n}\n";
    if (!out.flush()) throw std::runtime_error(path.string() + " can't be written");
}
