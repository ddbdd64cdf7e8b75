// A key that would not speak is said on the page, not only to the console.
document.addEventListener("allauth.error", () => {
  const said = document.querySelector("#key-trouble");
  if (said) said.hidden = false;
});
