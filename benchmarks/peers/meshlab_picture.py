# SPDX-License-Identifier: MIT
"""MeshLab's first picture of a mesh: meshlab_picture.py MESH PICTURE

Its batch program draws nothing, so this opens its window and looks at the screen until the mesh is there. The window
is smaller than the pictures of the others, which is to MeshLab's advantage. Needs import, of ImageMagick, to look.
"""
import subprocess
import sys
import time

LOOK_S = 0.2
TIME_LIMIT_S = 120
PLACE = '400x400+120+200'  # of the scene in the window; the ground there goes from black to blue
NEUTRAL = 40               # of 255: a mesh without colours is grey
EVERY = 37                 # so many pixels one is looked at
COVERED = 0.15             # of the place, once a mesh is there


def shows_mesh():
    look = subprocess.run(['import', '-window', 'root', '-crop', PLACE, '-depth', '8', 'rgb:-'],
                          capture_output=True).stdout  # nothing while the window comes up
    pixels = list(zip(look[::3], look[1::3], look[2::3]))[::EVERY]
    grey = sum(max(pixel) - min(pixel) <= NEUTRAL and pixel[0] > 60 for pixel in pixels)
    return grey > COVERED * len(pixels) > 0


def main():
    mesh, picture = sys.argv[1:]
    program = subprocess.Popen(['meshlab', mesh], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + TIME_LIMIT_S
        while not shows_mesh():
            if program.poll() is not None or time.monotonic() > end:
                sys.exit('MeshLab shows no mesh.')
            time.sleep(LOOK_S)
        subprocess.run(['import', '-window', 'root', picture], check=True)
    finally:
        program.kill()
        program.wait()


if __name__ == '__main__':
    main()
