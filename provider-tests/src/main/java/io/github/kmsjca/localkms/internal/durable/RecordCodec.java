package io.github.kmsjca.localkms.internal.durable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.github.kmsjca.localkms.internal.crypto.EncodedMaterial;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.Change;
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.KeyUse;
import io.github.kmsjca.localkms.internal.state.Material;
import io.github.kmsjca.localkms.internal.state.StoredRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Units as JSON: a list of changes, each with its account, Region, table, id and, unless it was
 * removed, record. The names are those of the types and components in the state package; {@code
 * RecordShapesTest} holds them. Thread safe.
 */
final class RecordCodec {
  private static final Pattern TABLE = Pattern.compile("\\w{1,64}");
  private static final String UNIT = "unit";
  private static final String IMPORT_TOKENS = "importTokens";
  private static final String USES = "uses";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .addModule(
              new SimpleModule()
                  .addSerializer(new TextWriter<>(Instant.class))
                  .addDeserializer(Instant.class, new InstantReader())
                  .addSerializer(new TextWriter<>(Duration.class))
                  .addDeserializer(Duration.class, new DurationReader())
                  .addSerializer(new MaterialWriter())
                  .addDeserializer(Material.class, new MaterialReader()))
          .build();

  private RecordCodec() {}

  /** What a record of the journal holds: a unit, what opens import tokens, or last uses of keys. */
  record Content(List<Change> unit, Optional<HeldMaterial> importTokens, List<KeyUse> uses) {}

  static byte[] encodedUnit(List<Change> unit) {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode changes = root.putArray(UNIT);
    for (Change change : unit) {
      ObjectNode json =
          changes
              .addObject()
              .put("account", change.scope().account())
              .put("region", change.scope().region())
              .put("table", change.table().getSimpleName())
              .put("id", change.id());
      if (change.after() != null) {
        json.set("record", MAPPER.valueToTree(change.after()));
      }
    }
    return bytes(root);
  }

  static byte[] encodedImportTokens(HeldMaterial key) {
    ObjectNode root = MAPPER.createObjectNode();
    root.set(IMPORT_TOKENS, MAPPER.valueToTree(key));
    return bytes(root);
  }

  static byte[] encodedUses(List<KeyUse> uses) {
    ObjectNode root = MAPPER.createObjectNode();
    root.set(USES, MAPPER.valueToTree(uses));
    return bytes(root);
  }

  /**
   * Decodes a record of the journal.
   *
   * @throws UncheckedIOException if this release can not have written it
   */
  static Content decoded(byte[] bytes) {
    try {
      JsonNode root = MAPPER.readTree(bytes);
      if (root.has(IMPORT_TOKENS)) {
        HeldMaterial key = MAPPER.treeToValue(root.get(IMPORT_TOKENS), HeldMaterial.class);
        return new Content(List.of(), Optional.of(key), List.of());
      }
      if (root.has(USES)) {
        KeyUse[] uses = MAPPER.treeToValue(root.get(USES), KeyUse[].class);
        return new Content(List.of(), Optional.empty(), List.of(uses));
      }
      List<Change> unit = new ArrayList<>();
      for (JsonNode change : root.required(UNIT)) {
        unit.add(change(change));
      }
      return new Content(unit, Optional.empty(), List.of());
    } catch (IOException | IllegalArgumentException e) {
      // What Jackson says may quote the record, and thus a secret.
      throw new UncheckedIOException(
          new IOException("A record is not one of this release (" + e.getClass().getName() + ")"));
    }
  }

  private static Change change(JsonNode json) throws IOException {
    Scope scope = new Scope(text(json, "account"), text(json, "region"));
    Class<? extends StoredRecord> table = table(text(json, "table"));
    JsonNode record = json.get("record");
    return new Change(
        scope, table, text(json, "id"), record == null ? null : MAPPER.treeToValue(record, table));
  }

  private static Class<? extends StoredRecord> table(String name) throws IOException {
    if (!TABLE.matcher(name).matches()) {
      throw new IOException("No name of a table");
    }
    try {
      return Class.forName(StoredRecord.class.getPackageName() + "." + name)
          .asSubclass(StoredRecord.class);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IOException("There is no table " + name, e);
    }
  }

  private static String text(JsonNode json, String name) {
    return json.required(name).asText();
  }

  private static byte[] bytes(ObjectNode root) {
    try {
      return MAPPER.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class TextWriter<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;

    TextWriter(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class InstantReader extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Instant.parse(in.getText());
    }
  }

  private static final class DurationReader extends StdDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    DurationReader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Duration.parse(in.getText());
    }
  }

  private static final class MaterialWriter extends StdSerializer<Material> {
    private static final long serialVersionUID = 1L;

    MaterialWriter() {
      super(Material.class);
    }

    @Override
    public void serialize(Material value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writePOJO(EncodedMaterial.of(value));
    }
  }

  private static final class MaterialReader extends StdDeserializer<Material> {
    private static final long serialVersionUID = 1L;

    MaterialReader() {
      super(Material.class);
    }

    @Override
    public Material deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        return in.readValueAs(EncodedMaterial.class).decoded();
      } catch (InvalidKeyException e) {
        throw new IOException(e);
      }
    }
  }
}
