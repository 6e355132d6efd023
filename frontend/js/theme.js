// Runs before the first paint, so that a chosen theme never flashes. A classic script: modules are deferred.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("hotseat.theme");
  } catch {
    // Storage is closed to us: the system's theme it is.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
