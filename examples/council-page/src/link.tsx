// A link within the page: a real address, followed without loading everything again.
import type { ComponentChildren } from "preact";
import { address } from "./place";
import type { Place, Way } from "./place";

interface LinkProps {
  way: Way;
  to: Place;
  class?: string;
  lang?: string;
  current?: boolean;
  children: ComponentChildren;
}

export function Link({ way, to, current, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    way.go(to);
  };
  return (
    <a href={address(to)} onClick={follow} hreflang={rest.lang} aria-current={current ? "true" : undefined} {...rest}>
      {children}
    </a>
  );
}
