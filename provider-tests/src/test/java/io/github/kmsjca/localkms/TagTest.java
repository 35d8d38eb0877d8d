package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.Tag;

/** TagResource, UntagResource, ListResourceTags, and the tags of new keys. */
final class TagTest extends KmsTest {

  @Test
  void tagsComeAndGo() {
    String key = kms.createKey(r -> r.tags(tag("a", "1"), tag("b", ""))).keyMetadata().arn();
    assertThat(tags(key)).isEqualTo(Map.of("a", "1", "b", ""));
    kms.tagResource(r -> r.keyId(key).tags(tag("b", "2"), tag("c", "x y: é/=+-@._")));
    assertThat(tags(key)).isEqualTo(Map.of("a", "1", "b", "2", "c", "x y: é/=+-@._"));
    kms.untagResource(r -> r.keyId(key).tagKeys("a", "never there"));
    assertThat(tags(key)).isEqualTo(Map.of("b", "2", "c", "x y: é/=+-@._"));
    kms.disableKey(r -> r.keyId(key));
    kms.tagResource(r -> r.keyId(key).tags(tag("A", "3")));
    assertThat(tags(key)).containsOnlyKeys("A", "b", "c");
    kms.untagResource(r -> r.keyId(key).tagKeys("A", "b", "c"));
    assertThat(tags(key)).isEmpty();
    assertThat(tags(signingKey())).isEmpty();
  }

  @Test
  void aListingHasPages() {
    Map<String, String> all =
        IntStream.range(0, 50)
            .mapToObj("key%02d"::formatted)
            .collect(Collectors.toMap(Function.identity(), name -> "value of " + name));
    String key = signingKey();
    kms.tagResource(r -> r.keyId(key).tags(all.entrySet().stream().map(TagTest::tag).toList()));
    assertThat(tags(key)).isEqualTo(all);
    assertThat(kms.listResourceTags(r -> r.keyId(key)).truncated()).isFalse();

    ListResourceTagsResponse first = kms.listResourceTags(r -> r.keyId(key).limit(20));
    assertThat(first.tags()).hasSize(20);
    assertThat(first.truncated()).isTrue();
    kms.untagResource(r -> r.keyId(key).tagKeys("key19", "key20"));
    ListResourceTagsResponse second =
        kms.listResourceTags(r -> r.keyId(key).limit(20).marker(first.nextMarker()));
    assertThat(second.tags().get(0)).isEqualTo(tag("key21", "value of key21"));
    Map<String, String> paged = new TreeMap<>();
    kms.listResourceTagsPaginator(r -> r.keyId(key).limit(7)).stream()
        .flatMap(page -> page.tags().stream())
        .forEach(tag -> paged.put(tag.tagKey(), tag.tagValue()));
    assertThat(paged).hasSize(48);
    refusal(
        () -> kms.listResourceTags(r -> r.keyId(key).marker("made up")), "InvalidMarkerException");
    refusal(() -> kms.listResourceTags(r -> r.keyId(key).limit(51)), "ValidationException");
    refusal(() -> kms.listResourceTags(r -> r.keyId(key).limit(0)), "ValidationException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:x", "AWS:x", "a*b", "tab\there", "semi;colon", "\u0000"})
  void tagsThatKmsDoesNotTake(String name) {
    String key = signingKey();
    refusal(() -> kms.createKey(r -> r.tags(tag(name, "1"))), "TagException");
    refusal(() -> kms.tagResource(r -> r.keyId(key).tags(tag(name, "1"))), "TagException");
    refusal(() -> kms.untagResource(r -> r.keyId(key).tagKeys(name)), "TagException");
  }

  @Test
  void tagsObeyTheRules() {
    String key = kms.createKey(r -> r.tags(tag("kept", "1"))).keyMetadata().arn();
    refusal(
        () -> kms.tagResource(r -> r.keyId(key).tags(tag("x", "1"), tag("x", "2"))),
        "TagException");
    refusal(() -> kms.tagResource(r -> r.keyId(key).tags(tag("x", "a*b"))), "TagException");
    refusal(() -> kms.createKey(r -> r.tags(numbered(51))), "TagException");
    refusal(() -> kms.tagResource(r -> r.keyId(key).tags(numbered(50))), "TagException");
    kms.tagResource(r -> r.keyId(key).tags(numbered(49)));
    kms.tagResource(r -> r.keyId(key).tags(tag("kept", "2")));
    assertThat(tags(key)).hasSize(50).containsEntry("kept", "2");

    String longest = "x".repeat(128);
    kms.createKey(r -> r.tags(tag(longest, "v".repeat(256))));
    refusal(
        () -> kms.tagResource(r -> r.keyId(key).tags(tag(longest + "x", ""))),
        "ValidationException");
    refusal(
        () -> kms.tagResource(r -> r.keyId(key).tags(tag("x", "v".repeat(257)))),
        "ValidationException");
    refusal(() -> kms.tagResource(r -> r.keyId(key).tags(tag("", ""))), "ValidationException");
    refusal(() -> kms.untagResource(r -> r.keyId(key).tagKeys("")), "ValidationException");
    assertRefused(
        () -> kms.tagResource(r -> r.keyId(key)),
        "ValidationException",
        "1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member"
            + " must not be null");
    refusal(() -> kms.untagResource(r -> r.keyId(key)), "ValidationException");
  }

  @Test
  void keysHaveTheirStates() {
    String external = kms.createKey(r -> r.origin(OriginType.EXTERNAL)).keyMetadata().arn();
    kms.tagResource(r -> r.keyId(external).tags(tag("a", "1")));
    String key = kms.createKey(r -> r.tags(tag("a", "1"))).keyMetadata().arn();
    kms.scheduleKeyDeletion(r -> r.keyId(key));
    String pending = key + " is pending deletion.";
    assertRefused(
        () -> kms.tagResource(r -> r.keyId(key).tags(tag("b", "1"))),
        "KMSInvalidStateException",
        pending);
    assertRefused(
        () -> kms.untagResource(r -> r.keyId(key).tagKeys("a")),
        "KMSInvalidStateException",
        pending);
    assertThat(tags(key)).isEqualTo(Map.of("a", "1"));
    kms.cancelKeyDeletion(r -> r.keyId(key));
    assertThat(tags(key)).isEqualTo(Map.of("a", "1"));
    kms.createAlias(r -> r.aliasName("alias/tagged").targetKeyId(external));
    refusal(() -> kms.listResourceTags(r -> r.keyId("alias/tagged")), "InvalidArnException");
  }

  private Map<String, String> tags(String key) {
    return kms.listResourceTags(r -> r.keyId(key)).tags().stream()
        .collect(Collectors.toMap(Tag::tagKey, Tag::tagValue));
  }

  private static List<Tag> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> tag("n" + i, "")).toList();
  }

  private static Tag tag(Map.Entry<String, String> entry) {
    return tag(entry.getKey(), entry.getValue());
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().tagKey(key).tagValue(value).build();
  }
}
