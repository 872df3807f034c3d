// What the style sheets may hold: what the oldest browsers have. Those of `browserslist` in www/package.json are all
// younger than 2022, so what every browser had by its end is theirs; the other plugin asks for each of them. What stands
// in @supports is asked for there.
export default {
  plugins: ['stylelint-plugin-use-baseline', 'stylelint-no-unsupported-browser-features'],
  reportNeedlessDisables: true,
  rules: {
    'plugin/use-baseline': [true, {
      available: 2022,
      // Without these the page is as good, or they are old in all but a trifle.
      ignoreProperties: { '/^(accent-color|forced-color-adjust|outline|print-color-adjust|resize)$/': ['/./'] },
    }],
    'plugin/no-unsupported-browser-features': [true, {
      ignorePartialSupport: true,
      // Three for a mouse or a finger, of which Apple's devices know one each; and two that it asks for in spite of @supports.
      ignore: ['css-touch-action', 'css-resize', 'css3-cursors-grab', 'css-subgrid', 'css-content-visibility'],
    }],
  },
};
