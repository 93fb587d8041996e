// SPDX-License-Identifier: MIT
#include "shell/skin_marks.h"

#include "clinic/findings.h"
#include "clinic/series.h"
#include "panels/marks_panel.h"
#include "tools/brush.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace shell {
namespace {

constexpr double least_shown_mm = 1.5;  // a smaller mark could not be seen
constexpr double farthest_off_mm = 50;  // of a mark from the skin, as commands allow
constexpr float hatch_every = 6;

std::vector<ImVec2> on_screen(const SceneFrame& frame,
                              const render::Camera& camera,
                              const std::vector<glm::dvec3>& ring)
{
    std::vector<ImVec2> line;
    for (const glm::dvec3 place : ring)
        line.push_back(frame.from_pixel(camera.pixel_of(place)));
    return line;
}

/// Lines across a closed outline, rising to the right or falling.
void draw_hatch(
    ImDrawList& drawing, const std::vector<ImVec2>& outline, bool rises, ImU32 ink, float scale)
{
    // Along u the lines are level: each crosses the outline an even number of times.
    const float up = rises ? 1 : -1, half = std::sqrt(0.5f);
    const auto along = [=](ImVec2 p) { return half * (p.x - up * p.y); };
    const auto across = [=](ImVec2 p) { return half * (p.x + up * p.y); };
    const auto back = [=](float u, float v) { return ImVec2(half * (u + v), half * up * (v - u)); };
    const auto [low, high] = std::ranges::minmax_element(outline, {}, across);
    const float step = hatch_every * scale;
    for (float v = std::ceil(across(*low) / step) * step; v < across(*high); v += step) {
        std::vector<float> crossings;
        for (std::size_t i = 0; i < outline.size(); ++i) {
            const ImVec2 a = outline[i], b = outline[(i + 1) % outline.size()];
            if ((across(a) < v) == (across(b) < v)) continue;
            const float share = (v - across(a)) / (across(b) - across(a));
            crossings.push_back(along(a) + share * (along(b) - along(a)));
        }
        std::ranges::sort(crossings);
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
            drawing.AddLine(back(crossings[i], v), back(crossings[i + 1], v), ink, 1.5f * scale);
    }
}

void draw_closed(ImDrawList& drawing, const std::vector<ImVec2>& line, ImU32 ink, float width)
{
    drawing.AddPolyline(
        line.data(), int(line.size()), IM_COL32(0, 0, 0, 130), ImDrawFlags_Closed, width + 2);
    drawing.AddPolyline(line.data(), int(line.size()), ink, ImDrawFlags_Closed, width);
}

void draw_dashed(ImDrawList& drawing, const std::vector<ImVec2>& line, ImU32 ink, float width)
{
    constexpr std::size_t dash = 3;  // pieces of the ring
    for (std::size_t i = 0; i + dash < line.size(); i += 2 * dash)
        drawing.AddPolyline(line.data() + i, int(dash) + 1, ink, 0, width);
}

enum class Outcome { given, skipped, aborted };

/// Shapes, not colours: a ring, a cross, a triangle.
void draw_outcome(ImDrawList& drawing, ImVec2 at, Outcome outcome, float scale)
{
    const ImU32 dark = IM_COL32(20, 22, 25, 220), light = IM_COL32(255, 255, 255, 255);
    const float r = (outcome == Outcome::given ? 4 : 7) * scale;
    const auto strokes = [&](ImU32 ink, float width) {
        switch (outcome) {
        case Outcome::given:
            return drawing.AddCircle(at, r, ink, 0, width);
        case Outcome::skipped:
            drawing.AddLine({at.x - r, at.y - r}, {at.x + r, at.y + r}, ink, width);
            return drawing.AddLine({at.x - r, at.y + r}, {at.x + r, at.y - r}, ink, width);
        case Outcome::aborted:
            return drawing.AddTriangle({at.x, at.y - r},
                                       {at.x + r, at.y + 0.8f * r},
                                       {at.x - r, at.y + 0.8f * r},
                                       ink,
                                       width);
        }
    };
    strokes(dark, 5 * scale);
    strokes(light, 2 * scale);
}

void draw_visit(ImDrawList& drawing,
                const SceneFrame& frame,
                const tools::Turntable& view,
                const tools::BrushSkin& skin,
                const session::PastVisit& visit,
                float scale)
{
    const render::Camera camera = view.camera();
    const auto draw = [&](glm::dvec3 place, Outcome outcome) {
        if (tools::is_seen(place, view, skin))
            draw_outcome(drawing, frame.from_pixel(camera.pixel_of(place)), outcome, scale);
    };
    for (const glm::dvec3 place : visit.places_mm)
        draw(place, Outcome::given);
    for (const session::MissedPoint& point : visit.missed)
        draw(point.place_mm, point.aborted ? Outcome::aborted : Outcome::skipped);
}

}  // namespace

void SkinMarks::follow(const session::Case& now, const tools::BrushSkin& skin)
{
    if (std::exchange(of_, now.clinic_revision) == now.clinic_revision) return;
    marks_.clear();
    const auto add = [&](glm::dvec3 place,
                         const tools::MarkKind& kind,
                         double radius,
                         double margin) {
        const auto hit = skin.bvh.nearest(place, farthest_off_mm);
        if (!hit) return;
        Mark mark{position(skin.surface.mesh, hit->place), panels::words_of(kind), false, {}, {}};
        mark.forbids =
            kind.finding ? kind.finding->kind == clinic::StructureClass::no_go : margin > 0;
        const double edge = std::max(radius, least_shown_mm);
        mark.edge = tools::ring_on_skin(skin, hit->place, edge);
        if (radius + margin > edge)
            mark.keep_away = tools::ring_on_skin(skin, hit->place, radius + margin);
        marks_.push_back(std::move(mark));
    };
    for (const session::MarkedFinding& one : now.clinic.marks) {
        const clinic::FindingKind& kind = clinic::finding_kind(one.finding);
        add(one.place_mm, {&kind, 0}, one.radius_mm, kind.margin_mm.value);
    }
    for (const session::OpenEvent& one : now.clinic.events)
        add(one.place_mm, {nullptr, one.grade}, 0, clinic::adverse_margin_mm(one.grade));
}

void SkinMarks::draw(const SceneFrame& frame,
                     const tools::Turntable& view,
                     const tools::BrushSkin& skin,
                     const session::Case& now,
                     int shown_visit,
                     const panels::Form& form)
{
    follow(now, skin);
    const auto visit = std::ranges::find(now.clinic.past, shown_visit, &session::PastVisit::number);
    const bool shows_visit = shown_visit != 0 && visit != now.clinic.past.end();
    if (marks_.empty() && !shows_visit) return;
    ImDrawList& drawing = begin_overlay(frame);
    const render::Camera camera = view.camera();
    for (const Mark& mark : marks_) {
        if (!tools::is_seen(mark.place, view, skin)) continue;
        const ImU32 ink = ImGui::GetColorU32(mark.forbids ? ink::fail : ink::warn);
        const std::vector<ImVec2> edge = on_screen(frame, camera, mark.edge);
        draw_hatch(drawing, edge, mark.forbids, ink, form.scale);
        draw_closed(drawing, edge, ink, 2 * form.scale);
        if (!mark.keep_away.empty())
            draw_dashed(drawing, on_screen(frame, camera, mark.keep_away), ink, 1.5f * form.scale);
        const auto right = std::ranges::max_element(edge, {}, &ImVec2::x);
        draw_label(drawing, form, {right->x + 10 * form.scale, right->y}, mark.name);
    }
    if (shows_visit) draw_visit(drawing, frame, view, skin, *visit, form.scale);
    drawing.PopClipRect();
}

}  // namespace shell
