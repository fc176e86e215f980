-- What the writer of cases calls. A statement in a function is planned for tables of every size: never a scan of one.
CREATE FUNCTION "allot"(numbers regclass, amount bigint, lowest bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	first bigint;
BEGIN
	IF amount = 0 THEN
		RETURN 0;
	END IF;
	first := greatest(nextval(numbers), lowest);
	PERFORM setval(numbers, first + amount - 1);
	RETURN first;
END
$$;
--> statement-breakpoint
CREATE FUNCTION "look"(wanted json) RETURNS json LANGUAGE plpgsql
	SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
	current_versions json;
	known_keys json;
	known_cases json;
	known_comments json;
	known_uploads json;
	numbered bigint;
BEGIN
	-- Nothing of this needs to be on the disk before the batch, which the same server writes later.
	PERFORM set_config('synchronous_commit', 'off', true);
	SELECT json_build_object('catalogue', v.catalogue, 'credentials', v.credentials, 'keyClock', v.key_clock)
		INTO current_versions FROM versions v;
	SELECT coalesce(json_agg(k), '[]') INTO known_keys
		FROM json_to_recordset(wanted->'keys')
			AS w(bucket int, party_id bigint, operator_id bigint, touchpoint_code text, key text)
		JOIN idempotency_keys k USING (bucket, party_id, operator_id, touchpoint_code, key);
	SELECT coalesce(json_agg(c), '[]') INTO known_cases
		FROM json_to_recordset(wanted->'cases') AS w(bucket int, id bigint) JOIN cases c USING (bucket, id);
	SELECT coalesce(json_agg(c), '[]') INTO known_comments
		FROM json_to_recordset(wanted->'comments') AS w(bucket int, id bigint) JOIN case_comments c USING (bucket, id);
	SELECT coalesce(json_agg(u.id), '[]') INTO known_uploads
		FROM json_array_elements_text(wanted->'uploads') AS w(id) JOIN uploads u ON u.id = w.id::bigint;
	-- Blocks of two writers must not overlap, and a later number is never numbered before an earlier one.
	PERFORM pg_advisory_xact_lock(2);
	SELECT last_value INTO numbered FROM case_clock;
	IF (wanted->>'at')::bigint > numbered THEN
		PERFORM setval('case_clock', (wanted->>'at')::bigint);
	END IF;
	RETURN json_build_object(
		'versions', current_versions,
		'keys', known_keys,
		'cases', known_cases,
		'comments', known_comments,
		'uploadIds', known_uploads,
		'firstCaseId', allot('case_ids', (wanted->>'new_cases')::bigint, 0),
		'firstCommentId', allot('comment_ids', (wanted->>'new_comments')::bigint, 0),
		'firstAttachmentId', allot('attachment_ids', (wanted->>'new_attachments')::bigint, 0),
		'firstEventId', allot('event_ids', (wanted->>'new_events')::bigint,
			(extract(epoch FROM clock_timestamp()) * 1000)::bigint * 1000),
		'numberedAt', numbered
	);
END
$$;
--> statement-breakpoint
CREATE FUNCTION "write_batch"(
	catalogue_was bigint, credentials_was bigint, new_keys json, new_cases json, new_comments json, new_attachments json,
	new_events json, changed_cases json, changed_comments json, removed_attachments json, used_uploads bigint[]
) RETURNS text LANGUAGE plpgsql
	SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
	held bigint;
BEGIN
	PERFORM pg_advisory_xact_lock_shared(1);
	PERFORM FROM versions v WHERE v.catalogue = catalogue_was AND v.credentials = credentials_was;
	IF NOT FOUND THEN
		RETURN 'stale';
	END IF;
	-- Whatever may not be as it was is held before the first write: cases by their number, then uploads.
	IF changed_cases IS NOT NULL THEN
		SELECT count(*) INTO held FROM (
			SELECT FROM json_to_recordset(changed_cases) AS u(bucket int, id bigint, version int)
				JOIN cases c ON c.bucket = u.bucket AND c.id = u.id AND c.version = u.version - 1
				ORDER BY c.id FOR UPDATE OF c
		) AS as_decided;
		IF held <> json_array_length(changed_cases) THEN
			RETURN 'changed';
		END IF;
	END IF;
	IF used_uploads IS NOT NULL THEN
		SELECT count(*) INTO held FROM (
			SELECT FROM uploads u WHERE u.id = ANY(used_uploads) ORDER BY u.id FOR UPDATE
		) AS still_there;
		IF held <> cardinality(used_uploads) THEN
			RETURN 'changed';
		END IF;
	END IF;
	IF new_keys IS NOT NULL THEN
		INSERT INTO idempotency_keys SELECT * FROM json_populate_recordset(NULL::idempotency_keys, new_keys);
	END IF;
	IF new_cases IS NOT NULL THEN
		INSERT INTO cases SELECT * FROM json_populate_recordset(NULL::cases, new_cases);
	END IF;
	IF changed_cases IS NOT NULL THEN
		UPDATE cases c SET category_code = u.category_code, type_code = u.type_code, status = u.status,
				resolution = u.resolution, case_data = u.case_data, assignee_operator_id = u.assignee_operator_id,
				assignee_group_code = u.assignee_group_code, updated_at = u.updated_at, version = u.version,
				row_digest = u.row_digest
			FROM json_populate_recordset(NULL::cases, changed_cases) u WHERE c.bucket = u.bucket AND c.id = u.id;
	END IF;
	IF new_comments IS NOT NULL THEN
		INSERT INTO case_comments SELECT * FROM json_populate_recordset(NULL::case_comments, new_comments);
	END IF;
	IF changed_comments IS NOT NULL THEN
		UPDATE case_comments c SET description = u.description, updated_at = u.updated_at, row_digest = u.row_digest
			FROM json_populate_recordset(NULL::case_comments, changed_comments) u
			WHERE c.bucket = u.bucket AND c.id = u.id;
	END IF;
	IF new_attachments IS NOT NULL THEN
		INSERT INTO case_attachments SELECT * FROM json_populate_recordset(NULL::case_attachments, new_attachments);
	END IF;
	IF removed_attachments IS NOT NULL THEN
		DELETE FROM case_attachments a
			USING json_to_recordset(removed_attachments) AS r(bucket int, id bigint, case_id bigint)
			WHERE a.bucket = r.bucket AND a.id = r.id AND a.case_id = r.case_id;
	END IF;
	IF used_uploads IS NOT NULL THEN
		DELETE FROM uploads u WHERE u.id = ANY(used_uploads);
	END IF;
	IF new_events IS NOT NULL THEN
		INSERT INTO case_events SELECT * FROM json_populate_recordset(NULL::case_events, new_events);
	END IF;
	RETURN 'written';
END
$$;
