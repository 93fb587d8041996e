// SPDX-License-Identifier: MIT
#version 460

layout(set = 0, binding = 0) uniform sampler2D sheet;

layout(location = 0) out vec4 colour;

void main()
{
    colour = texelFetch(sheet, ivec2(gl_FragCoord.xy), 0);
}
