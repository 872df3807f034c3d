// What figures draw as SVG, without a browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { svgContext } from '../../../www/app/figures/svg-context.js';

test('lines, circles, rectangles and text are written as they are drawn on a canvas', () => {
  const context = svgContext(() => 'data:,');
  context.strokeStyle = 'rgba(1,2,3,0.5)';
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(0, 1);
  context.lineTo(2.004, 3);
  context.stroke();
  assert.equal(context.written(), '<path d="M0 1L2 3" fill="none" stroke="rgb(1,2,3)" stroke-opacity="0.5" stroke-width="2"/>');
  const next = svgContext(() => 'data:,');
  next.fillStyle = 'rgba(9,8,7,1)';
  next.fillRect(1, 2, 3, 4);
  next.beginPath();
  next.arc(5, 5, 2);
  next.fill();
  assert.deepEqual(next.written().split('\n'), [
    '<rect x="1" y="2" width="3" height="4" fill="rgb(9,8,7)"/>', '<path d="M3 5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0Z" fill="rgb(9,8,7)"/>']);
});

test('text stays text, stands where it would, and is no markup', () => {
  const context = svgContext(() => 'data:,');
  context.font = 'italic 20px "A"';
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.save();
  context.translate(10, 20);
  context.rotate(-Math.PI / 2);
  context.fillText('a<b>&"', 0, 0);
  context.restore();
  context.fillRect(0, 0, 1, 1);
  assert.deepEqual(context.written().split('\n'), [
    '<text x="0" y="7" style="font:italic 20px &quot;A&quot;" text-anchor="end" fill="#000000" transform="translate(10 20) rotate(-90)">a&lt;b&gt;&amp;&quot;</text>',
    '<rect x="0" y="0" width="1" height="1" fill="#000000"/>']);
});
