package io.github.kmsjca.localkms.internal.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import java.util.Base64;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Cuts a sorted listing into pages. A marker holds the last name of the page before, so a listing
 * goes on where it stopped even if items have come or gone meanwhile; to clients it is opaque.
 *
 * @param member the member of the answer that holds the items
 * @param usual how many items a page has if the call does not say
 */
public record Paging(String member, int usual) {

  /**
   * One page.
   *
   * @param items in ascending order of their names
   */
  public <T> ObjectNode page(
      Input input, Stream<T> items, Function<T, String> name, Function<T, ObjectNode> form) {
    String after = input.text("Marker").map(this::open).orElse("");
    int limit = input.integer("Limit", usual);
    ObjectNode answer = Json.object();
    ArrayNode page = answer.putArray(member);
    Iterator<T> rest =
        items.filter(item -> name.apply(item).compareTo(after) > 0).limit(limit + 1L).iterator();
    String last = after;
    while (rest.hasNext() && page.size() < limit) {
      T item = rest.next();
      page.add(form.apply(item));
      last = name.apply(item);
    }
    answer.put("Truncated", rest.hasNext());
    if (rest.hasNext()) {
      answer.put("NextMarker", seal(last));
    }
    return answer;
  }

  private String seal(String name) {
    return Base64.getEncoder().encodeToString((member + '\n' + name).getBytes(UTF_8));
  }

  private String open(String marker) {
    String prefix = member + '\n';
    try {
      String opened = new String(Base64.getDecoder().decode(marker), UTF_8);
      if (opened.startsWith(prefix)) {
        return opened.substring(prefix.length());
      }
    } catch (IllegalArgumentException e) {
      // Not base64: no marker of ours either.
    }
    throw ErrorType.INVALID_MARKER.failure("The marker is not one that this listing returned.");
  }
}
