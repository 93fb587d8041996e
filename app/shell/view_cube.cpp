// SPDX-License-Identifier: MIT
#include "shell/view_cube.h"

#include "shell/texts.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

namespace shell {

// x to the patient's left, y up, z to the front (render/camera.h).
const std::array<CubeFace, 6> cube_faces{{{to_say("Front"), {0, 0, 1}, {1, 0, 0}, {0, 1, 0}},
                                          {to_say("Back"), {0, 0, -1}, {-1, 0, 0}, {0, 1, 0}},
                                          {to_say("Left"), {1, 0, 0}, {0, 0, -1}, {0, 1, 0}},
                                          {to_say("Right"), {-1, 0, 0}, {0, 0, 1}, {0, 1, 0}},
                                          {to_say("Top"), {0, 1, 0}, {1, 0, 0}, {0, 0, -1}},
                                          {to_say("Below"), {0, -1, 0}, {1, 0, 0}, {0, 0, 1}}}};

namespace {

// Beyond this share of the half edge a click means the edge, not the face.
constexpr double edge_begins = 0.62;
constexpr double label_half_width = 0.74;  // of the half edge: what the longest label may take

/// Where a line that runs along `ahead` enters the cube from -1 to 1.
std::optional<glm::dvec3> entry(glm::dvec3 from, glm::dvec3 ahead)
{
    double enters = -1e9, leaves = 1e9;
    for (int axis = 0; axis < 3; ++axis) {
        if (std::abs(ahead[axis]) < 1e-9) {
            if (std::abs(from[axis]) > 1) return std::nullopt;
            continue;
        }
        const double a = (-1 - from[axis]) / ahead[axis], b = (1 - from[axis]) / ahead[axis];
        enters = std::max(enters, std::min(a, b));
        leaves = std::min(leaves, std::max(a, b));
    }
    if (enters > leaves) return std::nullopt;
    return from + enters * ahead;
}

/// Whether that part of a face is what `direction` looks at.
bool is_part(const CubeFace& face, double u, double v, glm::dvec3 direction)
{
    return glm::dot(glm::normalize(face.outward + u * face.across + v * face.up), direction) >
           0.999;
}

/// Gives the place on screen of a face's u and v.
using Corner = std::function<ImVec2(double, double)>;

void fill(ImDrawList& drawing, const Corner& at, glm::dvec2 low, glm::dvec2 high, ImU32 colour)
{
    drawing.AddQuadFilled(
        at(low.x, low.y), at(high.x, low.y), at(high.x, high.y), at(low.x, high.y), colour);
}

void draw_face(ImDrawList& drawing, const Corner& at, float light, float scale)
{
    const ImVec4 colour(light * 0.97f, light * 0.98f, light, 0.96f);
    fill(drawing, at, {-1, -1}, {1, 1}, ImGui::GetColorU32(colour));
    drawing.AddQuad(
        at(-1, -1), at(1, -1), at(1, 1), at(-1, 1), IM_COL32(96, 106, 118, 255), 1.2f * scale);
}

/// The part under the mouse: the face's middle, or its share of an edge or a corner.
void draw_pointed(ImDrawList& drawing, const Corner& at, const CubeFace& face, glm::dvec3 pointed)
{
    constexpr std::array places{-1.0, -edge_begins, edge_begins, 1.0};
    const ImVec4 colour(ink::accent.x, ink::accent.y, ink::accent.z, 0.55f);
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            if (is_part(face, double(i) - 1, double(j) - 1, pointed))
                fill(drawing,
                     at,
                     {places[i], places[j]},
                     {places[i + 1], places[j + 1]},
                     ImGui::GetColorU32(colour));
}

/// The label lies in the face: it is drawn upright, then its corners are moved there.
void draw_label(ImDrawList& drawing, const Corner& at, const char* name, ImFont* font)
{
    const ImVec2 size = font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, name);
    const double unit = std::min(2 * label_half_width / size.x, 0.56 / size.y);
    const int first = drawing.VtxBuffer.Size;
    drawing.AddText(font, font->FontSize, {0, 0}, IM_COL32(38, 46, 56, 255), name);
    for (int i = first; i < drawing.VtxBuffer.Size; ++i) {
        ImVec2& place = drawing.VtxBuffer[i].pos;
        place = at((place.x - size.x / 2) * unit, (size.y / 2 - place.y) * unit);
    }
}

}  // namespace

ViewCube::ViewCube(const Rectangle& scene, float scale)
    : middle_(scene.corner.x + scene.size.x - 74 * corner_scale(scene, scale),
              scene.corner.y + 74 * corner_scale(scene, scale))
    , half_edge_(33 * corner_scale(scene, scale))
{
}

ImVec2 ViewCube::on_screen(const render::Camera& camera, glm::dvec3 place) const
{
    return {middle_.x + half_edge_ * float(glm::dot(place, camera.right)),
            middle_.y - half_edge_ * float(glm::dot(place, camera.up))};
}

std::optional<glm::dvec3> ViewCube::direction_at(const render::Camera& camera,
                                                 glm::dvec2 place) const
{
    const double x = (place.x - middle_.x) / half_edge_, y = (middle_.y - place.y) / half_edge_;
    const auto hit = entry(x * camera.right + y * camera.up, -camera.toward);
    if (!hit) return std::nullopt;
    glm::dvec3 direction(0);
    for (int axis = 0; axis < 3; ++axis)
        if (std::abs((*hit)[axis]) > edge_begins) direction[axis] = (*hit)[axis] > 0 ? 1 : -1;
    return glm::normalize(direction);
}

void ViewCube::draw(const render::Camera& camera,
                    const std::optional<glm::dvec3>& pointed,
                    const panels::Form& form) const
{
    ImDrawList& drawing = *ImGui::GetBackgroundDrawList();
    drawing.AddCircleFilled(middle_, half_edge_ * 2, IM_COL32(255, 255, 255, 46), 64);
    for (const CubeFace& face : cube_faces) {
        const double seen = glm::dot(face.outward, camera.toward);
        if (seen <= 0.02) continue;
        const auto corner = [&](double u, double v) {
            return on_screen(camera, face.outward + u * face.across + v * face.up);
        };
        draw_face(drawing, corner, float(0.80 + 0.20 * seen), form.scale);
        if (pointed) draw_pointed(drawing, corner, face, *pointed);
        draw_label(drawing, corner, say(face.name), form.type.heading);
    }
}

}  // namespace shell
