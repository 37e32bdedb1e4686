package dev.morph.capabilities.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server answered: status 200 to 999, headers as they came, the body within the limit. */
record WebResponse(int status, List<NameValue> headers, byte[] body) {
  /** Where a redirect leads, as it stands there; null if this is none. */
  @Nullable String location() {
    boolean redirect =
        switch (status) {
          case 301, 302, 303, 307, 308 -> true;
          default -> false;
        };
    if (redirect) {
      for (NameValue header : headers) {
        if (header.is("Location")) {
          return header.value();
        }
      }
    }
    return null;
  }
}
