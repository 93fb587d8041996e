// SPDX-License-Identifier: MIT
// The 3D view of the patient file: the skin with its zones, to be turned, zoomed and tapped. It
// loads nothing: all it shows is in the page. Without WebGL the page keeps its pictures.
import {
    BufferAttribute,
    BufferGeometry,
    Color,
    InstancedMesh,
    LinearSRGBColorSpace,
    Matrix4,
    Mesh,
    MeshBasicMaterial,
    PerspectiveCamera,
    Raycaster,
    Scene,
    ShaderMaterial,
    SphereGeometry,
    Vector2,
    Vector3,
    WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';

const noZone = 255;
const borderSteps = 120; // of a border's surroundings, which go from -1 inside to 1

const vertexShader = `
    attribute vec3 tint;
    attribute vec3 own;
    attribute float border;
    attribute float zone;
    varying vec3 vNormal, vTint, vOwn;
    varying float vBorder, vZone;
    void main() {
        vNormal = normal;
        vTint = tint;
        vOwn = own;
        vBorder = border;
        vZone = zone;
        gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
    }`;

// Soft light from above and from where one looks; colours stay in sRGB throughout.
const fragmentShader = `
    uniform float chosen;
    uniform vec3 toward;
    varying vec3 vNormal, vTint, vOwn;
    varying float vBorder, vZone;
    void main() {
        vec3 n = normalize(vNormal);
        float above = 0.5 + 0.5 * n.y;
        float ahead = max(dot(n, toward), 0.0);
        float light = 0.50 + 0.16 * above + 0.38 * ahead;
        float isChosen = step(abs(vZone - chosen), 0.5);
        float pixel = max(fwidth(vBorder), 0.02); // far from a border nothing changes
        float inside = smoothstep(pixel, -pixel, vBorder) * mix(0.34, 0.55, isChosen);
        float line = (1.0 - smoothstep(0.6 * pixel, 1.6 * pixel, abs(vBorder))) * 0.85;
        vec3 skin = vOwn * light;
        vec3 colour = mix(skin, vTint * mix(0.75, 1.0, light), inside);
        gl_FragColor = vec4(mix(colour, vTint * 0.8, line), 1.0);
    }`;

function bytesOf(base64) {
    return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}

/// Three whole numbers each, spread over the box.
function placesOf(base64, mesh) {
    const whole = new Uint16Array(bytesOf(base64).buffer);
    const places = new Float32Array(whole.length);
    for (let i = 0; i < whole.length; ++i)
        places[i] = mesh.low[i % 3] + (whole[i] / 65535) * mesh.size;
    return places;
}

function skinOf(plan) {
    const { mesh, zones } = plan;
    const geometry = new BufferGeometry();
    const positions = placesOf(mesh.positions, mesh);
    const count = positions.length / 3;
    const normals = Float32Array.from(new Int8Array(bytesOf(mesh.normals).buffer), (n) => n / 127);
    const zone = bytesOf(mesh.zone);
    const border = new Int8Array(bytesOf(mesh.border).buffer);
    const own = mesh.colours ? bytesOf(mesh.colours) : null;
    const plain = [0.9, 0.82, 0.76];
    const tints = new Float32Array(3 * count);
    const owns = new Float32Array(3 * count);
    for (let v = 0; v < count; ++v) {
        const tint = zone[v] === noZone ? [1, 1, 1] : zones[zone[v]].rgb;
        for (let i = 0; i < 3; ++i) {
            tints[3 * v + i] = tint[i];
            owns[3 * v + i] = own ? own[3 * v + i] / 255 : plain[i];
        }
    }
    geometry.setAttribute('position', new BufferAttribute(positions, 3));
    geometry.setAttribute('normal', new BufferAttribute(normals, 3));
    geometry.setAttribute('tint', new BufferAttribute(tints, 3));
    geometry.setAttribute('own', new BufferAttribute(owns, 3));
    geometry.setAttribute('zone', new BufferAttribute(Float32Array.from(zone), 1));
    geometry.setAttribute(
        'border', new BufferAttribute(Float32Array.from(border, (b) => b / borderSteps), 1));
    const indices = bytesOf(mesh.triangles).buffer;
    const Indices = count > 65535 ? Uint32Array : Uint16Array;
    geometry.setIndex(new BufferAttribute(new Indices(indices), 1));
    return geometry;
}

function pointsOf(plan) {
    const places = placesOf(plan.points.positions, plan.mesh);
    const zones = bytesOf(plan.points.zone);
    const all = new InstancedMesh(
        new SphereGeometry(plan.pointRadius, 12, 8), new MeshBasicMaterial(), zones.length);
    const matrix = new Matrix4();
    for (let i = 0; i < zones.length; ++i) {
        matrix.makeTranslation(places[3 * i], places[3 * i + 1], places[3 * i + 2]);
        all.setMatrixAt(i, matrix);
        all.setColorAt(i, new Color(...plan.zones[zones[i]].rgb.map((c) => c * 0.62)));
    }
    return all;
}

class View {
    constructor(canvas, plan) {
        this.plan = plan;
        this.canvas = canvas;
        this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
        this.renderer.outputColorSpace = LinearSRGBColorSpace;
        this.scene = new Scene();
        this.material = new ShaderMaterial({
            vertexShader,
            fragmentShader,
            uniforms: { chosen: { value: -9 }, toward: { value: new Vector3(0, 0, 1) } },
        });
        this.skin = new Mesh(skinOf(plan), this.material);
        this.scene.add(this.skin, pointsOf(plan));
        this.camera = new PerspectiveCamera(28, 1, 1, 20000);
        this.controls = new OrbitControls(this.camera, canvas);
        this.controls.enableDamping = true;
        this.controls.enablePan = false;
        this.controls.rotateSpeed = 0.8;
        this.controls.addEventListener('change', () => this.draw());
        this.controls.addEventListener('start', () => (this.flight = null));
        new ResizeObserver(() => this.fit()).observe(canvas.parentElement);
        this.fit();
        this.see(plan.home, 0);
        const turn = () => {
            requestAnimationFrame(turn);
            this.fly();
            this.controls.update();
        };
        turn();
    }

    fit() {
        const { clientWidth, clientHeight } = this.canvas.parentElement;
        this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
        this.renderer.setSize(clientWidth, clientHeight, false);
        this.camera.aspect = clientWidth / Math.max(clientHeight, 1);
        this.camera.updateProjectionMatrix();
        this.draw();
    }

    draw() {
        this.material.uniforms.toward.value
            .copy(this.camera.position)
            .sub(this.controls.target)
            .normalize();
        this.renderer.render(this.scene, this.camera);
    }

    /// From the side that `toward` names, all of `radius` around the middle in the picture.
    see({ middle, toward, radius }, milliseconds = 600) {
        const half = Math.tan((this.camera.fov * Math.PI) / 360) * Math.min(1, this.camera.aspect);
        const target = new Vector3(...middle);
        const place = new Vector3(...toward)
            .normalize()
            .multiplyScalar((1.15 * radius) / half)
            .add(target);
        this.controls.minDistance = 0.15 * (radius / half);
        this.controls.maxDistance = (4 * this.plan.home.radius) / half;
        const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
        this.flight = {
            from: { place: this.camera.position.clone(), target: this.controls.target.clone() },
            to: { place, target },
            start: performance.now(),
            milliseconds: calm ? 0 : milliseconds,
        };
        if (this.flight.milliseconds === 0) this.fly();
    }

    fly() {
        if (!this.flight) return;
        const { from, to, start, milliseconds } = this.flight;
        const linear = milliseconds > 0 ? Math.min((performance.now() - start) / milliseconds, 1) : 1;
        const t = linear * linear * (3 - 2 * linear);
        this.controls.target.lerpVectors(from.target, to.target, t);
        // Around the middle rather than through it.
        const distance = (1 - t) * from.place.distanceTo(from.target) +
            t * to.place.distanceTo(to.target);
        this.camera.position
            .lerpVectors(from.place.clone().sub(from.target).normalize(),
                to.place.clone().sub(to.target).normalize(), t)
            .normalize()
            .multiplyScalar(distance)
            .add(this.controls.target);
        if (linear >= 1) this.flight = null;
        this.controls.update();
        this.draw();
    }

    choose(zone) {
        this.material.uniforms.chosen.value = zone === null ? -9 : zone;
        this.draw();
    }

    /// The zone under a place of the window, or null.
    zoneAt(x, y) {
        const box = this.canvas.getBoundingClientRect();
        const ray = new Raycaster();
        ray.setFromCamera(
            new Vector2(((x - box.left) / box.width) * 2 - 1, 1 - ((y - box.top) / box.height) * 2),
            this.camera);
        const [hit] = ray.intersectObject(this.skin);
        if (!hit) return null;
        const { zone, border } = this.skin.geometry.attributes;
        const corners = [hit.face.a, hit.face.b, hit.face.c];
        const inside = corners.find((v) => border.getX(v) <= 0);
        return inside === undefined ? null : zone.getX(inside);
    }
}

function start() {
    const plan = JSON.parse(document.getElementById('plan').textContent);
    const canvas = document.getElementById('view');
    let view;
    try {
        view = new View(canvas, plan);
    } catch {
        return; // no WebGL: the pictures stay
    }
    document.body.classList.add('has-view');
    view.fit();
    view.see(plan.home, 0);
    const cards = [...document.querySelectorAll('[data-zone]')];
    let chosen = null;
    const choose = (zone, moves) => {
        chosen = zone;
        document.body.classList.add('is-known');
        view.choose(zone);
        for (const card of cards)
            card.setAttribute('aria-pressed', String(Number(card.dataset.zone) === zone));
        if (moves) view.see(zone === null ? plan.home : plan.zones[zone].look);
    };
    for (const card of cards)
        card.addEventListener('click', () => {
            const zone = Number(card.dataset.zone);
            choose(zone === chosen ? null : zone, true);
        });
    for (const button of document.querySelectorAll('[data-look]'))
        button.addEventListener('click', () => {
            const toward = button.dataset.look;
            choose(null, false);
            view.see(toward === 'home' ? plan.home : { ...plan.home, toward: JSON.parse(toward) });
        });
    let down = null;
    canvas.addEventListener('pointerdown', (e) => {
        down = [e.clientX, e.clientY];
        document.body.classList.add('is-known');
    });
    canvas.addEventListener('pointerup', (e) => {
        const isTap = down && Math.hypot(e.clientX - down[0], e.clientY - down[1]) < 6;
        if (isTap) choose(view.zoneAt(e.clientX, e.clientY), false);
    });
}

start();
