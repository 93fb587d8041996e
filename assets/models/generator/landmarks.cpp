// SPDX-License-Identifier: MIT
#include "landmarks.h"

#include <cstdio>
#include <fstream>
#include <stdexcept>

static Vec3 first_hit(const Field& field, const LandmarkRay& ray)
{
    const Vec3 step = 0.25 * glm::normalize(ray.direction);
    Vec3 p = ray.from;
    for (int i = 0; i < 2400; ++i, p += step)
        if (field(p) < 0.0) return projected(field, p - 0.5 * step);
    throw std::runtime_error("the ray for " + ray.name + " misses the skin");
}

std::vector<Landmark> landmarks_on(const Field& field, std::span<const LandmarkRay> rays)
{
    std::vector<Landmark> found;
    for (const LandmarkRay& ray : rays) {
        const Vec3 place = first_hit(field, ray);
        found.push_back({(ray.paired ? "left_" : "") + ray.name, place});
        if (ray.paired) found.push_back({"right_" + ray.name, mirrored(place)});
    }
    return found;
}

void write_landmarks(const std::filesystem::path& path,
                     const std::string& model,
                     const std::vector<Landmark>& landmarks)
{
    std::ofstream out(path);
    out << "{\n  \"model\": \"" << model << "\",\n  \"unit\": \"mm\",\n  \"landmarks\": {\n";
    for (std::size_t i = 0; i < landmarks.size(); ++i) {
        // + 0.0 turns a negative zero into zero.
        const Vec3 p = glm::round(landmarks[i].place * 100.0) / 100.0 + 0.0;
        char line[160];
        std::snprintf(line,
                      sizeof line,
                      "    \"%s\": [%.2f, %.2f, %.2f]%s\n",
                      landmarks[i].name.c_str(),
                      p.x,
                      p.y,
                      p.z,
                      i + 1 < landmarks.size() ? "," : "");
        out << line;
    }
    out << "  }\n}\n";
    if (!out.flush()) throw std::runtime_error(path.string() + " can't be written");
}

std::vector<LandmarkRay> head_rays()
{
    const Vec3 back(0, 0, -1), in(-1, 0, 0);
    return {{"trichion", {0, 88, 200}, back},
            {"glabella", {0, 38, 200}, back},
            {"nasion", {0, 27, 200}, back},
            {"pronasale", {0, -11.5, 200}, back},
            {"subnasale", {0, -24, 200}, back},
            {"labrale_superius", {0, -35, 200}, back},
            {"stomion", {0, -43.9, 200}, back},
            {"labrale_inferius", {0, -53, 200}, back},
            {"sublabiale", {0, -60, 200}, back},
            {"pogonion", {0, -74, 200}, back},
            {"menton", {0, -200, 82}, {0, 1, 0}},
            {"vertex", {0, 250, -12}, {0, -1, 0}},
            {"opisthocranion", {0, 34, -250}, {0, 0, 1}},
            {"endocanthion", {15.6, 15.9, 200}, back, true},
            {"exocanthion", {44.6, 18.2, 200}, back, true},
            {"alare", {60, -16.5, 98}, in, true},
            {"cheilion", {25, -42.4, 200}, back, true},
            {"zygion", {150, 0, 32}, in, true},
            {"tragion", {150, 2, 2}, in, true},
            {"gonion", {150, -54, 12}, in, true},
            {"frontotemporale", {150, 46, 60}, in, true},
            {"euryon", {150, 52, -18}, in, true}};
}
