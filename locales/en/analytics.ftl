# Refusals of figures and predictions.

analytics-lake-folder = The folder of the figures cannot be read or written. Check that the disk has room and the folder belongs to Wafa.
analytics-lake-damaged = A file of the figures is damaged. Wafa builds it anew from the database; please try again in a moment.
analytics-lake-not-built = The figures are being prepared. Please try again in a moment.
analytics-stored-fit = The stored prediction cannot be read. Fit the models again on the Models page.
analytics-cursor = This page of the list no longer exists. Start again from the first page.
analytics-interrupted = The calculation was interrupted. Please try again.
analytics-workers = The machines that compute figures do not answer. Please try again in a moment.
analytics-no-desk = This program was built without the engine for SQL. Whoever looks after the server can build it in.
