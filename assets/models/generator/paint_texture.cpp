// SPDX-License-Identifier: MIT
#include "paint_texture.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <jpeglib.h>

namespace {

// So far beside its triangle a pixel is still painted: filters and smaller copies reach there.
constexpr double margin_px = 3.0;
constexpr int quality = 88;

// A pixel's place on a triangle, by weights of the corners.
struct Hit {
    int triangle = -1;
    Vec3 weights{0};
    double beside_px = 1e9;  // outside of it
    double outer = -1e9;     // how far out the skin lies there
};

double cross(const Vec2& a, const Vec2& b)
{
    return a.x * b.y - a.y * b.x;
}

double distance_to(const Vec2& p, const Vec2& a, const Vec2& b)
{
    const Vec2 along = b - a;
    const double t =
        std::clamp(glm::dot(p - a, along) / std::max(glm::dot(along, along), 1e-12), 0.0, 1.0);
    return glm::length(p - a - t * along);
}

class Canvas {
public:
    explicit Canvas(int side)
        : side_(side)
        , hits_(static_cast<std::size_t>(side) * static_cast<std::size_t>(side))
    {
    }

    const Hit& at(int x, int y) const { return hits_[index(x, y)]; }

    void cover(int triangle, const CornerPlaces& places, const std::array<double, 3>& outer)
    {
        std::array<Vec2, 3> p;
        for (std::size_t i = 0; i < 3; ++i)
            p[i] = Vec2(places[i].x, 1.0 - places[i].y) * static_cast<double>(side_);
        const double area = cross(p[1] - p[0], p[2] - p[0]);
        if (std::abs(area) < 1e-9) return;
        const Vec2 low = glm::min(glm::min(p[0], p[1]), p[2]) - margin_px;
        const Vec2 high = glm::max(glm::max(p[0], p[1]), p[2]) + margin_px;
        for (int y = std::max(static_cast<int>(low.y), 0);
             y <= std::min(static_cast<int>(high.y), side_ - 1);
             ++y)
            for (int x = std::max(static_cast<int>(low.x), 0);
                 x <= std::min(static_cast<int>(high.x), side_ - 1);
                 ++x)
                cover_pixel(x, y, triangle, p, area, outer);
    }

private:
    std::size_t index(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(side_) +
               static_cast<std::size_t>(x);
    }

    void cover_pixel(int x,
                     int y,
                     int triangle,
                     const std::array<Vec2, 3>& p,
                     double area,
                     const std::array<double, 3>& outer)
    {
        const Vec2 q(x + 0.5, y + 0.5);
        Vec3 w(cross(p[2] - p[1], q - p[1]),
               cross(p[0] - p[2], q - p[2]),
               cross(p[1] - p[0], q - p[0]));
        w /= area;
        double beside = 0;
        if (std::min({w.x, w.y, w.z}) < 0.0) {
            beside = std::min({distance_to(q, p[0], p[1]),
                               distance_to(q, p[1], p[2]),
                               distance_to(q, p[2], p[0])});
            if (beside > margin_px) return;
            w = glm::max(w, Vec3(0.0));
            w /= w.x + w.y + w.z;
        }
        Hit& hit = hits_[index(x, y)];
        const double out = w.x * outer[0] + w.y * outer[1] + w.z * outer[2];
        if (beside > hit.beside_px || (beside == hit.beside_px && out < hit.outer)) return;
        hit = {triangle, w, beside, out};
    }

    int side_;
    std::vector<Hit> hits_;
};

const Vec3& corner(const std::vector<Vec3>& all, const Triangle& t, std::size_t i)
{
    return all[static_cast<std::size_t>(t[i])];
}

Vec3 mixed(const std::vector<Vec3>& all, const Triangle& t, const Vec3& w)
{
    return w.x * corner(all, t, 0) + w.y * corner(all, t, 1) + w.z * corner(all, t, 2);
}

}  // namespace

Painting painted(const Mesh& mesh,
                 const std::vector<Vec3>& normals,
                 const std::vector<CornerPlaces>& places,
                 int side,
                 const std::function<Vec3(const Vec3&, const Vec3&)>& colour,
                 const Vec3& ground)
{
    Canvas canvas(side);
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        std::array<double, 3> outer{};
        for (std::size_t i = 0; i < 3; ++i)
            outer[i] = glm::length(corner(mesh.positions, mesh.triangles[t], i) * Vec3(1, 0, 1));
        canvas.cover(static_cast<int>(t), places[t], outer);
    }
    Painting painting{side, {}};
    painting.rgb.reserve(3 * static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const Hit& hit = canvas.at(x, y);
            Vec3 shown = ground;
            if (hit.triangle >= 0) {
                const Triangle& t = mesh.triangles[static_cast<std::size_t>(hit.triangle)];
                shown = colour(mixed(mesh.positions, t, hit.weights),
                               glm::normalize(mixed(normals, t, hit.weights)));
            }
            for (int i = 0; i < 3; ++i)
                painting.rgb.push_back(static_cast<std::uint8_t>(std::lround(255.0 * shown[i])));
        }
    return painting;
}

void write_jpeg(const std::filesystem::path& path, const Painting& painting)
{
    jpeg_compress_struct writer{};
    jpeg_error_mgr errors{};
    writer.err = jpeg_std_error(&errors);
    jpeg_create_compress(&writer);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&writer, &bytes, &size);
    writer.image_width = writer.image_height = static_cast<JDIMENSION>(painting.side);
    writer.input_components = 3;
    writer.in_color_space = JCS_RGB;
    jpeg_set_defaults(&writer);
    jpeg_set_quality(&writer, quality, TRUE);
    writer.optimize_coding = TRUE;
    jpeg_start_compress(&writer, TRUE);
    const std::size_t row_bytes = 3 * static_cast<std::size_t>(painting.side);
    while (writer.next_scanline < writer.image_height) {
        // libjpeg takes a pointer to change, and only reads it.
        auto* row = const_cast<JSAMPROW>(painting.rgb.data() + writer.next_scanline * row_bytes);
        jpeg_write_scanlines(&writer, &row, 1);
    }
    jpeg_finish_compress(&writer);
    jpeg_destroy_compress(&writer);
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    std::free(bytes);
    if (!out.flush()) throw std::runtime_error(path.string() + " can't be written");
}
