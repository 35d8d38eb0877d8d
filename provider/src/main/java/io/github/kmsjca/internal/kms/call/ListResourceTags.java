package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;

/** ListResourceTags: a key's tags. */
public final class ListResourceTags
    implements KmsCall<ListResourceTagsResponse, ListResourceTags.Page> {
  private final List<KeyName> keys;
  private final @Nullable String marker;

  /**
   * Some of them.
   *
   * @param next where the next page begins; {@code null} if this is the last
   */
  public record Page(Map<String, String> tags, @Nullable String next) {}

  private ListResourceTags(KeyArn key, @Nullable String marker) {
    this.keys = List.of(KeyName.of(key));
    this.marker = marker;
  }

  /** All pages, one call each. */
  public static Map<String, String> all(KmsGateway gateway, KeyArn key) throws KmsCallException {
    Map<String, String> tags = new LinkedHashMap<>();
    String marker = null;
    do {
      Page page = gateway.perform(new ListResourceTags(key, marker));
      tags.putAll(page.tags());
      marker = page.next();
    } while (marker != null);
    return tags;
  }

  @Override
  public String operation() {
    return "ListResourceTags";
  }

  @Override
  public List<KeyName> keys() {
    return keys;
  }

  @Override
  public ListResourceTagsResponse send(Target to) {
    return to.kms().listResourceTags(r -> r.keyId(to.keyId()).marker(marker));
  }

  @Override
  public Page result(ListResourceTagsResponse response, ResponseChecks checks) {
    Map<String, String> tags = new LinkedHashMap<>();
    response.tags().forEach(tag -> tags.put(tag.tagKey(), tag.tagValue()));
    return new Page(tags, Boolean.TRUE.equals(response.truncated()) ? response.nextMarker() : null);
  }
}
