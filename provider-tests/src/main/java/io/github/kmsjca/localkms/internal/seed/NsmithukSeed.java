package io.github.kmsjca.localkms.internal.seed;

import io.github.kmsjca.localkms.internal.crypto.MaterialFactory;
import io.github.kmsjca.localkms.internal.crypto.PrivateKeyText;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.Custody;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Material;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The seed file of nsmithuk/local-kms, in its present and in its legacy form. That program has one
 * account and one Region, which it takes from its environment and not from the file.
 *
 * @see <a href="https://github.com/nsmithuk/local-kms#seeding-file-format">its description</a>
 */
final class NsmithukSeed {
  /** Where that program is unless told otherwise. */
  private static final String USUAL_REGION = "eu-west-2";

  private static final int DAYS_OF_ROTATION = 365;
  private static final Set<String> METADATA =
      names("KeyId", "Description", "Enabled", "Origin", "KeyUsage");

  private final Scope scope;

  private NsmithukSeed(Scope scope) {
    this.scope = scope;
  }

  static Seed read(Entry.Mapping document, Seed.Home home) {
    document.only(names("Keys", "Aliases"));
    String region = home.region().orElse(USUAL_REGION);
    NsmithukSeed reader = new NsmithukSeed(Rules.scope(document.place(), home.account(), region));
    List<SeedKey> keys = new ArrayList<>();
    document.find("Keys").ifPresent(entry -> keys.addAll(reader.keys(entry)));
    List<SeedAlias> aliases = document.list("Aliases").stream().map(reader::alias).toList();
    return new Seed(keys, aliases);
  }

  private List<SeedKey> keys(Entry entry) {
    if (entry instanceof Entry.Sequence legacy) {
      return legacy.elements().stream().map(this::aes).toList();
    }
    Entry.Mapping kinds = entry.mapping().only(names("Symmetric", "Asymmetric"));
    List<SeedKey> keys = new ArrayList<>();
    kinds
        .mapping("Symmetric")
        .ifPresent(kind -> kind.only(names("Aes")).list("Aes").forEach(e -> keys.add(aes(e))));
    kinds
        .mapping("Asymmetric")
        .ifPresent(
            kind -> {
              kind.only(names("Rsa", "Ecc")).list("Rsa").forEach(e -> keys.add(pair(e)));
              kind.list("Ecc").forEach(e -> keys.add(pair(e)));
            });
    return keys;
  }

  private SeedKey aes(Entry entry) {
    Entry.Mapping key = entry.mapping().only(names("Metadata", "BackingKeys", "NextKeyRotation"));
    Entry.Mapping metadata = metadata(key);
    Origin origin = metadata.find("Origin").map(Rules::origin).orElse(Origin.AWS_KMS);
    List<Material> materials =
        key.list("BackingKeys").stream().map(NsmithukSeed::backingKey).toList();
    if (origin == Origin.EXTERNAL ? materials.size() > 1 : materials.isEmpty()) {
      throw key.place()
          .problem(
              origin == Origin.EXTERNAL
                  ? "a key of origin EXTERNAL has at most one of BackingKeys"
                  : "BackingKeys is expected, with one key or more");
    }
    return key(
        metadata,
        new KmsKey.Kind(
            KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT, origin, Custody.OF_ACCOUNT),
        materials,
        key.find("NextKeyRotation").map(NsmithukSeed::rotation).orElse(null));
  }

  private SeedKey pair(Entry entry) {
    Entry.Mapping key = entry.mapping().only(names("Metadata", "PrivateKeyPem"));
    Entry.Mapping metadata = metadata(key);
    Entry pem = key.required("PrivateKeyPem");
    try {
      byte[] pkcs8 = PrivateKeyText.pkcs8(pem.text().getBytes(StandardCharsets.UTF_8));
      Optional<KeySpec> spec = PrivateKeyText.spec(pkcs8);
      if (spec.isEmpty()) {
        throw pem.place().problem("an RSA or ECC private key that KMS knows is expected");
      }
      KeyUsage usage = metadata.required("KeyUsage").constant(KeyUsage.class);
      Rules.checkUsage(metadata.place(), spec.get(), usage);
      return key(
          metadata,
          new KmsKey.Kind(spec.get(), usage, Origin.AWS_KMS, Custody.OF_ACCOUNT),
          List.of(MaterialFactory.imported(spec.get(), pkcs8)),
          null);
    } catch (InvalidKeyException e) {
      throw pem.place()
          .problem(
              "a private key in PEM without a password is expected (" + e.getMessage() + ")", e);
    }
  }

  private SeedKey key(
      Entry.Mapping metadata,
      KmsKey.Kind kind,
      List<Material> materials,
      SeedKey.@Nullable Schedule rotation) {
    return new SeedKey(
        scope,
        Rules.keyId(metadata.required("KeyId"), false),
        kind,
        false,
        List.of(),
        materials,
        new SeedKey.Looks(
            metadata.find("Description").map(Rules::description).orElse(""), Map.of(), null),
        true,
        null,
        rotation,
        null,
        List.of());
  }

  private SeedAlias alias(Entry entry) {
    Entry.Mapping alias = entry.mapping().only(names("AliasName", "AliasArn", "TargetKeyId"));
    Entry name = alias.required("AliasName");
    return new SeedAlias(
        alias.place(),
        scope,
        Rules.alias(name.place(), name.text()),
        Rules.targetId(alias.required("TargetKeyId")));
  }

  private static Entry.Mapping metadata(Entry.Mapping key) {
    return key.required("Metadata").mapping().only(METADATA);
  }

  private static Material backingKey(Entry entry) {
    try {
      return MaterialFactory.imported(
          KeySpec.SYMMETRIC_DEFAULT, HexFormat.of().parseHex(entry.text()));
    } catch (IllegalArgumentException | InvalidKeyException e) {
      // The message of the former quotes the key.
      throw entry.place().problem("32 bytes in hexadecimal are expected");
    }
  }

  private static SeedKey.Schedule rotation(Entry next) {
    return new SeedKey.Schedule(DAYS_OF_ROTATION, next.moment());
  }

  private static Set<String> names(String... names) {
    return new TreeSet<>(List.of(names));
  }
}
