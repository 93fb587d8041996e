// SPDX-License-Identifier: MIT
// What the scene's shaders get from the renderer.
#ifndef SHARED_SCENE_H
#define SHARED_SCENE_H
#include "portable.h"

SHARED_BEGIN

// One for the whole picture. The lights stand around the camera, so that every view is well lit.
struct SceneFrame {
    mat4 clip_from_world;
    vec3 eye;
    vec3 right;
    vec3 up;
    vec3 toward;
    vec2 size_px;        // of the whole picture
    vec2 origin_px;      // of what is drawn now in it: large pictures are drawn in tiles
    float mm_per_pixel;  // in the plane of focus
    vec3 key;            // towards the key light
    vec3 rim;            // towards the light from behind
    vec3 sky[9];         // the studio's soft light: what a matt white surface shows that faces the
                         // direction, as spherical harmonics in the camera's axes
};
ASSERT_SIZE(SceneFrame, 264)

struct OverlayPush {
    ivec2 origin_px;
};
ASSERT_SIZE(OverlayPush, 8)

// Of one zone's layer.
struct ZonePush {
    vec3 colour;  // linear
    float border_px;
    vec3 across;      // the hatch's lines are planes that face this way
    float step_mm;    // from line to line
    float line_px;    // width of a line
    int farthest;     // stands for the field where no stroke has touched it
    float nearer_mm;  // drawn so much nearer to the eye; 0 on the skin's own triangles
};
ASSERT_SIZE(ZonePush, 44)

// A zone's field in mm is its 16-bit value times this (zones::ZoneField::steps_per_mm).
const float field_step_mm = 1.0f / 1024.0f;

// A place on a scan's picture left of this is none (geometry::no_place).
const float nowhere = -5000.0f;

// A vertex carries curvature (1/mm) times this, so that it fits into -1 to 1.
const float curvature_scale_mm = 2.5f;

struct Needle {
    vec3 position;
    vec3 normal;
    vec3 outward;     // along the needle, away from the skin
    vec2 lengths_mm;  // standing out, inserted
    vec3 colour;      // linear
};
ASSERT_SIZE(Needle, 56)

struct NeedlePush {
    float mark_mm;   // radius
    float shaft_mm;  // half its width at the widest
    uint part;
    uint first;  // of the list of those that are drawn
};
ASSERT_SIZE(NeedlePush, 16)

// A needle's three triangles, in the order in which they are drawn.
const uint inserted_part = 0u;
const uint mark_part = 1u;
const uint standing_part = 2u;

SHARED_END

#endif
