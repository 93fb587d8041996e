// SPDX-License-Identifier: MIT
// What lies on the skin, drawn a little before it: its triangles are not quite those of the skin.
#ifndef NEARER_GLSL
#define NEARER_GLSL
#include "shared/scene.h"

// Where a place is seen, but so much nearer to the eye as far as depth goes.
vec4 nearer(SceneFrame f, vec3 place, float nearer_mm)
{
    vec4 seen = f.clip_from_world * vec4(place, 1.0);
    vec3 to_eye = normalize(f.eye - place);
    vec4 before = f.clip_from_world * vec4(place + nearer_mm * to_eye, 1.0);
    return vec4(seen.xy, before.z / before.w * seen.w, seen.w);
}

#endif
