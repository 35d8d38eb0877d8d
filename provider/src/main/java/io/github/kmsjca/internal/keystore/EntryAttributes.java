package io.github.kmsjca.internal.keystore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.call.DescribeKey;
import io.github.kmsjca.internal.kms.call.GetKeyRotationStatus;
import io.github.kmsjca.internal.kms.call.ListResourceTags;
import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an entry's attributes tell of its key: what the handle knows, and where {@code
 * metadata=true} says so, what KMS tells when asked. What KMS refuses to tell is missing, and the
 * entry stays usable.
 */
final class EntryAttributes {
  private static final String PREFIX = "aws.kms.";
  private static final int MAX_KEYS = 1000;
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final KmsGateway gateway;

  /** Kept for a while, since JSSE asks for an entry with each handshake; null: KMS is not asked. */
  private final @Nullable Cache<KeyArn, Set<KeyStore.Entry.Attribute>> told;

  EntryAttributes(KmsGateway gateway, boolean askKms) {
    this.gateway = gateway;
    this.told =
        askKms
            ? Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterWrite(KEPT)
                .executor(Runnable::run)
                .build()
            : null;
  }

  Set<KeyStore.Entry.Attribute> of(KeyHandle key) {
    if (told == null) {
      return known(key);
    }
    Set<KeyStore.Entry.Attribute> attributes = told.getIfPresent(key.keyArn());
    if (attributes == null) {
      attributes = asked(key); // not within the cache, whose lock others may wait for
      told.put(key.keyArn(), attributes);
    }
    return attributes;
  }

  private static Set<KeyStore.Entry.Attribute> known(KeyHandle key) {
    return Set.of(
        attribute("arn", key.arn()),
        attribute("keySpec", key.keySpec()),
        attribute("keyUsage", key.keyUsage()));
  }

  private Set<KeyStore.Entry.Attribute> asked(KeyHandle key) {
    Set<KeyStore.Entry.Attribute> attributes = new HashSet<>(known(key));
    ask(attributes, this::describe, key);
    ask(attributes, this::tags, key);
    if (key.spec() == KeySpec.SYMMETRIC_DEFAULT) {
      ask(attributes, this::rotation, key);
    }
    return Set.copyOf(attributes);
  }

  /** One question to KMS, whose answers become attributes. */
  @FunctionalInterface
  private interface Question {
    void answer(Set<KeyStore.Entry.Attribute> attributes, KeyHandle key) throws KmsCallException;
  }

  private static void ask(
      Set<KeyStore.Entry.Attribute> attributes, Question question, KeyHandle key) {
    try {
      question.answer(attributes, key);
    } catch (KmsCallException e) {
      Log.logger().log(Level.WARNING, "an attribute is missing: {0}", e.getMessage());
    }
  }

  private void describe(Set<KeyStore.Entry.Attribute> attributes, KeyHandle key)
      throws KmsCallException {
    DescribeKey.Description description =
        gateway.perform(new DescribeKey(KeyName.of(key.keyArn())));
    addIfTold(attributes, "keyState", description.state());
    addIfTold(attributes, "origin", description.origin());
    add(attributes, "multiRegion", String.valueOf(description.multiRegion()));
    if (description.deletionDate() != null) {
      add(attributes, "deletionDate", description.deletionDate().toString());
    }
  }

  private void tags(Set<KeyStore.Entry.Attribute> attributes, KeyHandle key)
      throws KmsCallException {
    ListResourceTags.all(gateway, key.keyArn())
        .forEach((name, value) -> add(attributes, "tag." + name, value));
  }

  private void rotation(Set<KeyStore.Entry.Attribute> attributes, KeyHandle key)
      throws KmsCallException {
    GetKeyRotationStatus.Rotation rotation = gateway.perform(new GetKeyRotationStatus(key.use()));
    add(attributes, "rotationEnabled", String.valueOf(rotation.enabled()));
    if (rotation.periodInDays() != null) {
      add(attributes, "rotationPeriodInDays", rotation.periodInDays().toString());
    }
    if (rotation.next() != null) {
      add(attributes, "nextRotationDate", rotation.next().toString());
    }
  }

  private static void addIfTold(
      Set<KeyStore.Entry.Attribute> attributes, String name, String value) {
    if (!value.isEmpty()) {
      add(attributes, name, value);
    }
  }

  private static void add(Set<KeyStore.Entry.Attribute> attributes, String name, String value) {
    attributes.add(attribute(name, value));
  }

  private static KeyAttribute attribute(String name, String value) {
    return new KeyAttribute(PREFIX + name, value);
  }
}
